/** What the names of functions tell of what a timer does late, when its component has gone or has begun anew. */

/** Functions that take the user to another page, by whatever router. */
export const navigates = /^(?:goto|navigate(?:To\w*)?|redirect\w*)$/;

/** Objects whose methods take the user to another page. */
export const navigators = /^\$?(?:history|navigation|navigator|nav|navigate|\w*[rR]outer)$/;
export const navigatorMethods = /^(?:back|dismiss\w*|forward|go\w*|navigate\w*|pop\w*|push\w*|replace\w*|reset)$/;

/** Functions that tell somebody of what has happened: that has to be done, whether the component is there or not. */
export const tells =
  /^(?:alert|analytics|announce\w*|capture\w*|increment|metrics?|gtag|identify|log\w*|message|notif\w*|record\w*|report\w*|send\w*|show(?:Toast|Message|Notification|Snackbar)\w*|\w*[sS]nackbar|\w*[tT]oast\w*|telemetry|track\w*)$/;

/** Functions that keep or hand on what the user has given: without them it is lost. */
export const saves =
  /^(?:on)?(?:auto[sS]ave|[cC]hange|[cC]ommit|[fF]lush|[pP]ersist|[sS]ave|[sS]ubmit|[sS]ync|[uU]pload|[wW]rite)(?:$|[A-Z])/;

/** Functions that ask a server again, as they would without a component. */
export const requests = /^(?:fetch|invalidate|load|mutate|prefetch|query|refetch|refresh|reload|request|revalidate)/;

/** Methods that change how an element looks, or where the user looks: nothing is seen of them when it has gone. */
export const looks =
  /^(?:add|animate|append\w*|blur|click|close|dispatchEvent|\w*[fF]ocus\w*|hide|remove\w*|replace\w*|reset\w*|\w*[sS]croll\w*|select\w*|set(?:Attribute|Property|SelectionRange)|show\w*|toggle\w*|open)$/;

/** Of elements alone, whatever the object is called. */
export const looksAlways =
  /^(?:animate|appendChild|blur|click|dispatchEvent|\w*[fF]ocus\w*|(?:remove|set|toggle)Attribute|request(?:Fullscreen|Submit)|\w*[sS]croll\w*|select|setSelectionRange|showModal)$/;

/** Functions that bring about nothing by themselves, or that run what they are given at once or soon. */
export const idle =
  /^(?:assert|clear(?:Timeout|Interval|Immediate)|cancel(?:AnimationFrame|IdleCallback)|preventDefault|stopPropagation|debug|warn|info|error)$/;
export const runsLater =
  /^(?:\$?nextTick|queueMicrotask|request(?:AnimationFrame|IdleCallback)|set(?:Timeout|Immediate|Interval)|tick)$/;
export const runsAtOnce =
  /^(?:batch\w*|catch|finally|flushSync|forEach|map|run(?:InAction|OutsideAngular|InZone|)?|startTransition|then|untrack|transaction|unstable_batchedUpdates)$/;

/** Hooks that keep what is the component's own: what they give is no way out of it. */
export const ownHooks =
  /^use(?:ActionState|Callback|DebugValue|DeferredValue|Id|ImperativeHandle|Memo|Optimistic|Reducer|Ref|State|SyncExternalStore|TemplateRef|\w*Ref|Transition)$/;

/** Functions that give a component what belongs to others: its parent, a context, the application. */
export const givesFromOutside =
  /^(?:use[A-Z]\w*|use|inject|getContext|createEventDispatcher|defineEmits|defineProps|withDefaults|\$props)$/;

/** Those whose events nobody hears any more when the component has gone. */
export const emitters = /^(?:defineEmits|emit)$/;

/** Hooks that give what belongs to the whole application, and goes on without the component. */
export const givesStore = /^use\w*(?:Dispatch|Store)$/;

/** Functions that make state which a component shows when it changes. */
export const refMakers = /^(?:ref|shallowRef|customRef|defineModel|useState)$/;
export const objectMakers = /^(?:reactive|shallowReactive)$/;
export const runes = /^\$(?:state|state\.raw|bindable)$/;

/** Methods by which a component of a class shows what it has become. */
export const refreshes = /^(?:setState|forceUpdate|requestUpdate|\$forceUpdate|\$set)$/;
export const marksForCheck = /^(?:markForCheck|detectChanges)$/;

/** Names of elements. */
export const elementName =
  /^(?:el|elem|\w*[eE]lement|node|target|current|dialog|input|container|wrapper|root|body|\w*El|\w*Ref)$/;
