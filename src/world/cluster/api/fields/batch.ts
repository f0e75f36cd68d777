/** `batch/v1/types.go` and `autoscaling/v2/types.go`. */
export const BATCH = `
Job: Work that ends: pods are started until enough of them have succeeded.
  metadata  ObjectMeta  Name, labels and annotations.
  spec*     JobSpec     What is wished.
  status    JobStatus   What was last seen.
JobSpec: How much work, and how much of it at a time.
  parallelism              int32            So many pods at a time. Default 1.
  completions              int32            So many successes are enough. Default 1.
  completionMode           enum(NonIndexed,Indexed)  With Indexed every pod has a number of its own.
  backoffLimit             int32            After so many failures it has failed. Default 6.
  activeDeadlineSeconds    int64            After so many seconds it has failed.
  ttlSecondsAfterFinished  int32            So long after its end it is deleted.
  suspend                  bool             No pods are started.
  selector                 LabelSelector    Set by the server.
  template*                PodTemplateSpec  What the pods are made from.
  - backoffLimitPerIndex managedBy manualSelector maxFailedIndexes podFailurePolicy podReplacementPolicy successPolicy
JobStatus: What was last seen of a Job.
  active          int32        Pods that run or wait.
  ready           int32        Pods that are ready.
  succeeded       int32        Pods that have succeeded.
  failed          int32        Pods that have failed.
  startTime       Time         When it began.
  completionTime  Time         When it was done.
  conditions      []Condition  Complete, Failed, Suspended.
CronJob: A Job that is made again and again.
  metadata  ObjectMeta     Name, labels and annotations.
  spec*     CronJobSpec    What is wished.
  status    CronJobStatus  What was last seen.
CronJobSpec: When, and which Job.
  schedule*                   string           Minute, hour, day, month, weekday: "*/5 * * * *".
  suspend                     bool             No Jobs are made.
  concurrencyPolicy           enum(Allow,Forbid,Replace)  What happens while the last one still runs. Default Allow.
  startingDeadlineSeconds     int64            So late it is better left out.
  successfulJobsHistoryLimit  int32            How many are kept. Default 3.
  failedJobsHistoryLimit      int32            How many are kept. Default 1.
  jobTemplate*                JobTemplateSpec  What the Jobs are made from.
  - timeZone
JobTemplateSpec: What Jobs are made from.
  metadata  ObjectMeta  Labels and annotations.
  spec      JobSpec     The work.
CronJobStatus: What was last seen of a CronJob.
  active              []ObjectReference  Jobs that run.
  lastScheduleTime    Time  When it last made one.
  lastSuccessfulTime  Time  When one last succeeded.
HorizontalPodAutoscaler: Changes the number of pods so that a measured value stays near its target.
  metadata  ObjectMeta                     Name, labels and annotations.
  spec      HorizontalPodAutoscalerSpec    What is wished.
  status    HorizontalPodAutoscalerStatus  What was last seen.
HorizontalPodAutoscalerSpec: What is scaled, between which numbers, by what.
  scaleTargetRef*  CrossVersionObjectReference  What is scaled.
  minReplicas      int32                        So many at least. Default 1.
  maxReplicas*     int32                        So many at most.
  metrics          []MetricSpec                 What is measured. Default: 80% of the requested CPU.
  behavior         HorizontalPodAutoscalerBehavior  How fast it may go up and down.
CrossVersionObjectReference: An object that can be scaled.
  apiVersion  string  Version of its kind.
  kind*       string  Its kind.
  name*       string  Its name.
MetricSpec: Something that is measured. One of the sources is set.
  type*     enum(Resource,Pods,Object,External)  Which one.
  resource  ResourceMetricSource  CPU or memory of the pods.
  pods      PodsMetricSource      Something that every pod tells.
  object    ObjectMetricSource    Something that another object tells.
  external  ExternalMetricSource  Something from outside of the cluster.
  - containerResource
ResourceMetricSource: CPU or memory of the pods.
  name*    string        cpu or memory.
  target*  MetricTarget  Where it should be.
PodsMetricSource: Something that every pod tells.
  metric*  MetricIdentifier  Which.
  target*  MetricTarget      Where it should be.
ObjectMetricSource: Something that another object tells.
  describedObject*  CrossVersionObjectReference  The object.
  metric*           MetricIdentifier  Which.
  target*           MetricTarget      Where it should be.
ExternalMetricSource: Something from outside of the cluster.
  metric*  MetricIdentifier  Which.
  target*  MetricTarget      Where it should be.
MetricIdentifier: A metric.
  name*     string         Its name.
  selector  LabelSelector  Which of its series.
MetricTarget: Where a metric should be. One of the values is set.
  type*               enum(Utilization,Value,AverageValue)  Which one.
  averageUtilization  int32     Percent of what the pods request, on average.
  averageValue        Quantity  For each pod, on average.
  value               Quantity  In all.
HorizontalPodAutoscalerBehavior: How fast it may go.
  scaleUp    HPAScalingRules  Up.
  scaleDown  HPAScalingRules  Down.
HPAScalingRules: How fast it may go in one direction.
  stabilizationWindowSeconds  int32  It looks back so far and takes the calmest of its wishes. Default 0 up, 300 down.
  selectPolicy                enum(Max,Min,Disabled)  Which policy counts.
  policies                    []HPAScalingPolicy  How much in which time.
  tolerance                   Quantity  How far from the target nothing is done. Default 0.1.
HPAScalingPolicy: How much in which time.
  type*           enum(Pods,Percent)  In pods, or percent of those there are.
  value*          int32  How much.
  periodSeconds*  int32  In how many seconds.
HorizontalPodAutoscalerStatus: What was last seen of an autoscaler.
  currentReplicas  int32        Pods there are.
  desiredReplicas  int32        Pods it asked for.
  lastScaleTime    Time         When it last changed the number.
  conditions       []Condition  AbleToScale, ScalingActive, ScalingLimited.
`;
