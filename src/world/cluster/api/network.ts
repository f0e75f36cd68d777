import type { IntOrString, LabelSelector, Labels, ObjectMeta } from "./meta.ts";

/** Names and addresses. Sources: `staging/src/k8s.io/api/core/v1/types.go`, `discovery/v1/types.go`, `networking/v1/types.go`. */
export interface ServicePort {
  readonly name?: string;
  readonly protocol?: "TCP" | "UDP" | "SCTP";
  readonly port: number;
  readonly targetPort?: IntOrString;
  readonly nodePort?: number;
}

export interface Service {
  metadata: ObjectMeta;
  spec: {
    type?: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
    clusterIP?: string;
    externalName?: string;
    selector?: Labels;
    ports?: readonly ServicePort[];
    sessionAffinity?: "None" | "ClientIP";
    externalTrafficPolicy?: "Cluster" | "Local";
    publishNotReadyAddresses?: boolean;
  };
  status: { loadBalancer?: { readonly ingress?: readonly { readonly ip: string }[] } };
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: { readonly kind: string; readonly namespace: string; readonly name: string; readonly uid: string };
}

export interface EndpointSlice {
  metadata: ObjectMeta;
  addressType: "IPv4";
  endpoints: readonly Endpoint[];
  ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[];
}

export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NetworkPolicyPort {
  readonly protocol?: string;
  readonly port?: IntOrString;
}

export interface NetworkPolicy {
  metadata: ObjectMeta;
  spec: {
    podSelector: LabelSelector;
    policyTypes?: readonly ("Ingress" | "Egress")[];
    ingress?: readonly { readonly from?: readonly NetworkPolicyPeer[]; readonly ports?: readonly NetworkPolicyPort[] }[];
    egress?: readonly { readonly to?: readonly NetworkPolicyPeer[]; readonly ports?: readonly NetworkPolicyPort[] }[];
  };
}
