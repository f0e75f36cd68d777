/** `core/v1/types.go`, Container. */
export const CONTAINER = `
Container: One program of a pod, from one image.
  name*            string               Its name in the pod. It cannot be changed.
  image            string               Which image: "shop:2". No tag means latest.
  imagePullPolicy  enum(Always,IfNotPresent,Never)  When the image is pulled. Always for latest, else IfNotPresent.
  command          []string             Takes the place of the image's entrypoint.
  args             []string             Takes the place of the image's command.
  workingDir       string               Where the program starts.
  ports            []ContainerPort{containerPort}  Ports it listens on. They tell and open nothing.
  env              []EnvVar{name}       Environment variables.
  envFrom          []EnvFromSource      ConfigMaps and Secrets whose entries become variables.
  resources        ResourceRequirements What is set aside for it, and what it may use at most.
  volumeMounts     []VolumeMount{mountPath}  Where the pod's volumes are mounted.
  livenessProbe    Probe                When it fails, the container is restarted.
  readinessProbe   Probe                When it fails, the pod gets no traffic from Services.
  startupProbe     Probe                Until it succeeds, the other probes wait.
  lifecycle        Lifecycle            What is done after it starts, and before it is ended.
  securityContext  SecurityContext      Users and rights.
  restartPolicy    enum(Always)         Of an init container: Always makes it a sidecar.
  restartPolicyRules  []ContainerRestartRule  Which exit codes restart it.
  resizePolicy     []ContainerResizePolicy    What a change of a resource means for it.
  stdin            bool                 Its input stays open: a shell waits for what somebody types.
  stdinOnce        bool                 The input closes when the first client has left.
  tty              bool                 It has a terminal.
  - terminationMessagePath terminationMessagePolicy volumeDevices
ContainerResizePolicy: What a change of one resource means for a container that runs.
  resourceName*   string  cpu or memory.
  restartPolicy*  enum(NotRequired,RestartContainer)  Whether it is started again.
ContainerRestartRule: Exit codes after which a container is started again.
  action*    enum(Restart)  What is done.
  exitCodes  ContainerRestartRuleOnExitCodes  Which codes.
ContainerRestartRuleOnExitCodes: A condition on exit codes.
  operator*  enum(In,NotIn)  Whether it has to be one of them.
  values     []int32         The codes.
ContainerPort: A port that a container listens on.
  name           string  A name that Services and probes may use.
  containerPort* int32   The number.
  hostPort       int32   A port of the node that leads here.
  protocol       enum(TCP,UDP,SCTP)  Default TCP.
  - hostIP
EnvVar: An environment variable.
  name*      string        Its name.
  value      string        What it says. It is text: numbers need quotes.
  valueFrom  EnvVarSource  Where its value comes from.
EnvVarSource: Where a variable's value comes from. One is set.
  configMapKeyRef  ConfigMapKeySelector  An entry of a ConfigMap.
  secretKeyRef     SecretKeySelector     An entry of a Secret.
  fieldRef         ObjectFieldSelector   A field of the pod.
  - resourceFieldRef fileKeyRef
ConfigMapKeySelector: An entry of a ConfigMap.
  name*     string  Its name.
  key*      string  The entry.
  optional  bool    The container starts without it too.
SecretKeySelector: An entry of a Secret.
  name*     string  Its name.
  key*      string  The entry.
  optional  bool    The container starts without it too.
ObjectFieldSelector: A field of the pod.
  fieldPath*  string  metadata.name, spec.nodeName, status.podIP, ...
  - apiVersion
EnvFromSource: A ConfigMap or a Secret whose entries become variables.
  configMapRef  LocalObjectReference  The ConfigMap.
  secretRef     LocalObjectReference  The Secret.
  - prefix
ResourceRequirements: Amounts of CPU, memory and other resources.
  requests  map[string]Quantity  What is set aside: the scheduler counts these.
  limits    map[string]Quantity  What may be used at most: the kernel holds to these. Copied into requests that are not given.
  - claims
VolumeMount: Where a volume is mounted.
  name*      string  The volume's name.
  mountPath* string  Where in the container.
  readOnly   bool    It cannot be written to.
  subPath    string  A directory of the volume.
  - mountPropagation recursiveReadOnly subPathExpr
Probe: Asks a container how it is, again and again. One way of asking is set.
  httpGet              HTTPGetAction    A status from 200 to 399 is a success.
  tcpSocket            TCPSocketAction  An open port is a success.
  exec                 ExecAction       Exit code 0 is a success.
  initialDelaySeconds  int32            How long it waits first. Default 0.
  periodSeconds        int32            How often. Default 10.
  timeoutSeconds       int32            How long an answer may take. Default 1.
  successThreshold     int32            So many successes in a row count. Default 1.
  failureThreshold     int32            So many failures in a row count. Default 3.
  - grpc terminationGracePeriodSeconds
HTTPGetAction: A request over HTTP.
  path    string       Default /.
  port*   IntOrString  Number or name of the port.
  scheme  enum(HTTP,HTTPS)  Default HTTP.
  - host httpHeaders
TCPSocketAction: A connection over TCP.
  port*  IntOrString  Number or name of the port.
  - host
ExecAction: A command in the container.
  command  []string  The program and its words.
SleepAction: Waiting.
  seconds*  int64  How long.
Lifecycle: What is done at the turns of a container's life.
  postStart  LifecycleHandler  After it was started.
  preStop    LifecycleHandler  Before it gets its SIGTERM; the grace period counts from here.
  - stopSignal
LifecycleHandler: One thing to do.
  exec       ExecAction       A command in the container.
  httpGet    HTTPGetAction    A request over HTTP.
  sleep      SleepAction      Waiting.
  tcpSocket  TCPSocketAction  Not used.
`;
