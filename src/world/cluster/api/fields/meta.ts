/** `apimachinery/pkg/apis/meta/v1/types.go`. */
export const META = `
ObjectMeta: Name, place, labels and history of an object.
  name               string              Its name, unique among its kind in a namespace. It cannot be changed.
  generateName       string              A beginning to which the server adds five characters, when no name is given.
  namespace          string              Where it lives; "default" when nothing is said.
  labels             map[string]string   Keys and values by which selectors find it.
  annotations        map[string]string   Keys and values for people and tools; nothing selects by them.
  uid                string              Set by the server: tells it apart from others that have had its name.
  resourceVersion    string              Set by the server: counts the writes.
  generation         int64               Set by the server: counts the changes of spec.
  creationTimestamp  Time                Set by the server: when it was stored first.
  deletionTimestamp  Time                Set by the server: when it is going to be gone, once its deletion was asked for.
  deletionGracePeriodSeconds  int64      Set by the server: how long it may take to end.
  ownerReferences    []OwnerReference{uid}  Whom it belongs to: when they are gone, it goes too.
  finalizers         []string            Who has to agree before it is really gone.
  - managedFields selfLink
OwnerReference: The object that another one belongs to.
  apiVersion*   string  Version of the owner's kind.
  kind*         string  The owner's kind.
  name*         string  The owner's name.
  uid*          string  The owner's uid.
  controller    bool    The owner manages it: there is one at most.
  blockOwnerDeletion  bool  The owner waits for it when it is deleted in the foreground.
LabelSelector: Which objects are meant, by their labels. All conditions have to hold; an empty one means all.
  matchLabels       map[string]string           Labels that have to be there with these values.
  matchExpressions  []LabelSelectorRequirement  Conditions on labels.
LabelSelectorRequirement: One condition on a label.
  key*       string    The label.
  operator*  enum(In,NotIn,Exists,DoesNotExist,Gt,Lt)  How it is compared with the values.
  values     []string  What it is compared with.
Condition: Something that holds or does not, since when, and why.
  type*               string  What it is about.
  status*             enum(True,False,Unknown)  Whether it holds.
  lastUpdateTime      Time    When it was last looked at.
  lastTransitionTime  Time    When the status last changed.
  reason              string  Why, in one word.
  message             string  Why, for people.
LocalObjectReference: An object in the same namespace.
  name*  string  Its name.
`;
