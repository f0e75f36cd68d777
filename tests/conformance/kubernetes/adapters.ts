/** One adapter per vector file: brings its `in` to the function that the simulation itself calls, and gives back its `out`. */
import active_pods_filter from "./active_pods_filter.ts";
import age_column from "./age_column.ts";
import backoff from "./backoff.ts";
import backoff_timeline from "./backoff_timeline.ts";
import balanced_allocation from "./balanced_allocation.ts";
import broken_linear_function from "./broken_linear_function.ts";
import ca_utilization from "./ca_utilization.ts";
import cpu_quota from "./cpu_quota.ts";
import cpu_weight_runtime from "./cpu_weight_runtime.ts";
import deployment_annotations_update from "./deployment_annotations_update.ts";
import deployment_complete from "./deployment_complete.ts";
import deployment_fenceposts from "./deployment_fenceposts.ts";
import deployment_history_cleanup from "./deployment_history_cleanup.ts";
import deployment_max_unavailable from "./deployment_max_unavailable.ts";
import deployment_min_available from "./deployment_min_available.ts";
import deployment_new_rs_choice from "./deployment_new_rs_choice.ts";
import deployment_new_rs_replicas from "./deployment_new_rs_replicas.ts";
import deployment_progressing from "./deployment_progressing.ts";
import deployment_rs_fraction from "./deployment_rs_fraction.ts";
import deployment_scale from "./deployment_scale.ts";
import deployment_timed_out from "./deployment_timed_out.ts";
import eviction_ranking from "./eviction_ranking.ts";
import eviction_thresholds_met from "./eviction_thresholds_met.ts";
import fit_error_message from "./fit_error_message.ts";
import hpa_behavior_rate from "./hpa_behavior_rate.ts";
import hpa_custom_replicas from "./hpa_custom_replicas.ts";
import hpa_failing_metric from "./hpa_failing_metric.ts";
import hpa_group_pods from "./hpa_group_pods.ts";
import hpa_min_policy from "./hpa_min_policy.ts";
import hpa_resource_replicas from "./hpa_resource_replicas.ts";
import hpa_stabilize from "./hpa_stabilize.ts";
import hpa_stabilize_behavior from "./hpa_stabilize_behavior.ts";
import hpa_store_events from "./hpa_store_events.ts";
import human_duration from "./human_duration.ts";
import image_name from "./image_name.ts";
import kubectl_get_pod from "./kubectl_get_pod.ts";
import kubectl_get_pod_wide from "./kubectl_get_pod_wide.ts";
import least_allocated from "./least_allocated.ts";
import most_allocated from "./most_allocated.ts";
import node_affinity_match from "./node_affinity_match.ts";
import node_affinity_preferred from "./node_affinity_preferred.ts";
import node_resources_fit from "./node_resources_fit.ts";
import oom_score_adj from "./oom_score_adj.ts";
import pod_deletion_order from "./pod_deletion_order.ts";
import pod_phase from "./pod_phase.ts";
import pod_requests from "./pod_requests.ts";
import pods_to_delete from "./pods_to_delete.ts";
import qos_class from "./qos_class.ts";
import quantity_arithmetic from "./quantity_arithmetic.ts";
import quantity_canonical from "./quantity_canonical.ts";
import quantity_invalid from "./quantity_invalid.ts";
import quantity_parse from "./quantity_parse.ts";
import quantity_roundup from "./quantity_roundup.ts";
import quantity_split from "./quantity_split.ts";
import requested_to_capacity_ratio from "./requested_to_capacity_ratio.ts";
import rolling_cleanup_unhealthy from "./rolling_cleanup_unhealthy.ts";
import rolling_new_rs from "./rolling_new_rs.ts";
import rolling_old_rs from "./rolling_old_rs.ts";
import rolling_scale_down_old from "./rolling_scale_down_old.ts";
import rollout_status from "./rollout_status.ts";
import short_human_duration from "./short_human_duration.ts";
import slow_start_batch from "./slow_start_batch.ts";
import taint_toleration_filter from "./taint_toleration_filter.ts";
import taint_toleration_score from "./taint_toleration_score.ts";
import toleration from "./toleration.ts";
import toleration_numeric from "./toleration_numeric.ts";
import topology_spread_filter from "./topology_spread_filter.ts";
import topology_spread_score from "./topology_spread_score.ts";

export type Adapter = (input: never) => unknown;

export const kubernetes: Readonly<Record<string, Adapter>> = {
  active_pods_filter,
  age_column,
  backoff,
  backoff_timeline,
  balanced_allocation,
  broken_linear_function,
  ca_utilization,
  cpu_quota,
  cpu_weight_runtime,
  deployment_annotations_update,
  deployment_complete,
  deployment_fenceposts,
  deployment_history_cleanup,
  deployment_max_unavailable,
  deployment_min_available,
  deployment_new_rs_choice,
  deployment_new_rs_replicas,
  deployment_progressing,
  deployment_rs_fraction,
  deployment_scale,
  deployment_timed_out,
  eviction_ranking,
  eviction_thresholds_met,
  fit_error_message,
  hpa_behavior_rate,
  hpa_custom_replicas,
  hpa_failing_metric,
  hpa_group_pods,
  hpa_min_policy,
  hpa_resource_replicas,
  hpa_stabilize,
  hpa_stabilize_behavior,
  hpa_store_events,
  human_duration,
  image_name,
  kubectl_get_pod,
  kubectl_get_pod_wide,
  least_allocated,
  most_allocated,
  node_affinity_match,
  node_affinity_preferred,
  node_resources_fit,
  oom_score_adj,
  pod_deletion_order,
  pod_phase,
  pod_requests,
  pods_to_delete,
  qos_class,
  quantity_arithmetic,
  quantity_canonical,
  quantity_invalid,
  quantity_parse,
  quantity_roundup,
  quantity_split,
  requested_to_capacity_ratio,
  rolling_cleanup_unhealthy,
  rolling_new_rs,
  rolling_old_rs,
  rolling_scale_down_old,
  rollout_status,
  short_human_duration,
  slow_start_batch,
  taint_toleration_filter,
  taint_toleration_score,
  toleration,
  toleration_numeric,
  topology_spread_filter,
  topology_spread_score,
};
