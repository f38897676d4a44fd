import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import { describe, expect, it } from 'vitest';
import * as vueParser from 'vue-eslint-parser';
import leaks from '../../index.ts';

const parsers = { vue: vueParser, svelte: svelteParser };

/** What the recommended preset says of a component's file, read by its own parser. */
function lint(
  extension: keyof typeof parsers,
  code: string,
  { name = 'component', preset = leaks.configs.recommended } = {},
): readonly Linter.LintMessage[] {
  const config = [
    {
      files: ['**'],
      languageOptions: {
        parser: parsers[extension],
        parserOptions: { parser: typescriptParser, sourceType: 'module' },
      },
    },
    preset,
  ] as Linter.Config[];
  const messages = new Linter().verify(code, config, `${name}.${extension}`);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages;
}

/** The reports: rule, line, and the code that is underlined. */
function reportsIn(extension: keyof typeof parsers, code: string): readonly string[] {
  const lines = code.split('\n');
  return lint(extension, code).map(({ ruleId, line, column, endLine, endColumn }) => {
    const end = endLine === line ? endColumn! - 1 : undefined;
    return `${ruleId} ${line}: ${lines[line - 1]!.slice(column - 1, end)}`;
  });
}

/** The code after the first suggestion of the first report. */
function suggested(extension: keyof typeof parsers, code: string): string | null {
  const fix = lint(extension, code)[0]?.suggestions?.[0]?.fix;
  return fix ? code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]) : null;
}

describe('.vue', () => {
  const template = '<template>\n  <time>{{ now }}</time>\n</template>\n\n';

  it('reports a timer that `<script setup>` drops, and clears it inside the script', () => {
    const code = `${template}<script setup lang="ts">
import { ref } from 'vue';
const now = ref(0);
setInterval(() => {
  now.value = Date.now();
}, 1000);
</script>

<style>
time { color: red; }
</style>
`;
    expect(reportsIn('vue', code)).toEqual(['leaks/no-leaked-timer 8: setInterval(() => {']);
    const result = suggested('vue', code)!;
    expect(result).toBe(
      code
        .replace('import { ref }', 'import { ref, onUnmounted }')
        .replace('setInterval(() => {', 'const interval = setInterval(() => {')
        .replace('}, 1000);', '}, 1000);\nonUnmounted(() => clearInterval(interval));'),
    );
    expect(reportsIn('vue', result)).toEqual([]);
  });

  it('reports what is started when the component is mounted', () => {
    const code = `<script setup>
import { onMounted, ref } from 'vue';
const now = ref(0);
onMounted(() => {
  setInterval(() => { now.value = Date.now(); }, 1000);
});
</script>
`;
    expect(reportsIn('vue', code)).toEqual([
      'leaks/no-leaked-timer 5: setInterval(() => { now.value = Date.now(); }, 1000)',
    ]);
  });

  it('knows the end of `<script setup>`, behind an `await` at its top level too', () => {
    const code = `<script setup lang="ts">
import { onUnmounted, ref } from 'vue';
const now = ref(0);
await fetch('/time');
const timer = setInterval(() => { now.value = Date.now(); }, 1000);
onUnmounted(() => clearInterval(timer));
</script>
${template}`;
    expect(reportsIn('vue', code)).toEqual([]);
  });

  it('knows the options of a component', () => {
    const begin = `${template}<script>
export default {
  data: () => ({ now: 0 }),
  mounted() {
    this.timer = setInterval(() => { this.now = Date.now(); }, 1000);
  },
`;
    expect(reportsIn('vue', `${begin}};\n</script>\n`)).toEqual([
      'leaks/no-leaked-timer 9: setInterval(() => { this.now = Date.now(); }, 1000)',
    ]);
    const end = '  beforeUnmount() {\n    clearInterval(this.timer);\n  },\n};\n</script>\n';
    expect(reportsIn('vue', `${begin}${end}`)).toEqual([]);
  });

  it('is silent about a script without `setup`, which runs once for the program', () => {
    const code = `<script>
setInterval(() => console.log('alive'), 1000);
export default {};
</script>
`;
    expect(reportsIn('vue', code)).toEqual([]);
  });

  it('knows that the page is left by the guard of its route', () => {
    const code = (removal: string): string => `<script>
export default {
  beforeRouteLeave() {
    ${removal}
  },
  mounted() { this.listen(); },
  methods: {
    listen() {
      window.addEventListener('beforeunload', this.save);
    },
    save() { localStorage.setItem('at', String(this.at)); },
  },
};
</script>
`;
    expect(lint('vue', code('this.save();')).map(({ line }) => line)).toEqual([9]);
    const removing = code("window.removeEventListener('beforeunload', this.save);");
    expect(lint('vue', removing, { preset: leaks.configs.strict })).toEqual([]);
  });

  it('is silent about the component in which all others stand, by the name of its file', () => {
    const code = `<script setup lang="ts">
import { onMounted } from 'vue';
import { bus } from './bus';
bus.on('logout', () => location.reload());
onMounted(() => window.addEventListener('beforeunload', (event) => event.preventDefault()));
</script>
`;
    expect(lint('vue', code).map(({ line }) => line)).toEqual([4, 5]);
    expect(lint('vue', code, { name: 'src/App', preset: leaks.configs.strict })).toEqual([]);
  });

  it('keeps the line breaks of a file that was written on Windows', () => {
    const code = [
      '<script setup>',
      "import { ref } from 'vue';",
      'const now = ref(0);',
      'setInterval(() => now.value++, 1000);',
      '</script>',
      '',
    ].join('\r\n');
    const result = suggested('vue', code)!;
    expect(result.split('\r\n').slice(3, 5)).toEqual([
      'const interval = setInterval(() => now.value++, 1000);',
      'onUnmounted(() => clearInterval(interval));',
    ]);
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('.vue: timeouts', () => {
  it('is silent about timers of the objects of a list, when the end clears those of all', () => {
    const code = `<script setup>
import { onBeforeUnmount, onUnmounted, ref } from 'vue';
const toasts = ref([]);
function keep(ids) {
  ids.forEach((id) => {
    const toast = toasts.value.find((one) => one.id === id);
    if (toast) {
      clearTimeout(toast.timer);
      toast.timer = setTimeout(() => {
        const index = toasts.value.findIndex((one) => one.id === id);
        toasts.value.splice(index, 1);
      }, 2000);
    }
  });
}
onUnmounted(() => console.log('gone'));
onBeforeUnmount(() => {
  toasts.value.forEach((toast) => clearTimeout(toast.timer));
});
</script>
`;
    expect(lint('vue', code, { preset: leaks.configs.strict })).toEqual([]);
  });

  it('is silent about what a component emits when it has gone, for that goes nowhere', () => {
    const code = `<script setup lang="ts">
import { onMounted } from 'vue';
const props = defineProps<{ seconds: number }>();
const emit = defineEmits<{ dismiss: [] }>();
let timer: number | undefined;
const wait = () => {
  timer = window.setTimeout(() => emit('dismiss'), props.seconds * 1000);
};
const hold = () => window.clearTimeout(timer);
onMounted(wait);
defineExpose({ hold });
</script>
`;
    expect(reportsIn('vue', code)).toEqual([]);
  });
});

describe('.svelte', () => {
  it("is silent about SvelteKit's layout around all routes, and not about one of some of them", () => {
    const code = `<script>
  import { onMount } from 'svelte';
  let { children } = $props();
  onMount(() => {
    window.addEventListener('hashchange', () => location.reload());
  });
</script>

{@render children()}
`;
    expect(lint('svelte', code, { name: 'src/routes/shop/+layout' }).map(({ line }) => line)).toEqual([5]);
    expect(lint('svelte', code, { name: 'src/routes/+layout', preset: leaks.configs.strict })).toEqual([]);
  });

  it('is silent about the listeners of an element that the component binds', () => {
    const code = `<script>
  import { onMount } from 'svelte';
  let canvas;
  let isOver = false;
  onMount(() => {
    canvas.addEventListener('mouseenter', () => { isOver = true; });
    return () => console.log('left');
  });
</script>

<canvas bind:this={canvas} class:isOver></canvas>
`;
    expect(lint('svelte', code, { preset: leaks.configs.strict })).toEqual([]);
  });

  it('is silent about a timer in a variable of `<script module>`, which all components share', () => {
    const code = `<script module>
  let hiding;
</script>

<script>
  let isShown = false;
  function leave() {
    clearTimeout(hiding);
    hiding = setTimeout(() => { isShown = false; }, 100);
  }
</script>

<button on:mouseleave={leave}>{isShown}</button>
`;
    expect(lint('svelte', code, { preset: leaks.configs.strict })).toEqual([]);
    const own = code.replace('<script module>', '<script>').replace('</script>\n\n<script>', '');
    expect(lint('svelte', own, { preset: leaks.configs.strict })).not.toEqual([]);
  });

  it('reports a timer that a component drops', () => {
    const code = `<script>
  let now = 0;
  setInterval(() => { now = Date.now(); }, 1000);
</script>

<time>{now}</time>
`;
    expect(reportsIn('svelte', code)).toEqual([
      'leaks/no-leaked-timer 3: setInterval(() => { now = Date.now(); }, 1000)',
    ]);
  });

  it('clears it in `onDestroy`, inside the script', () => {
    const code = `<h1>Clock</h1>

<script lang="ts">
  import { tick } from 'svelte';
  let now = 0;
  setInterval(() => { now = Date.now(); void tick(); }, 1000);
</script>

<time>{now}</time>
`;
    const result = suggested('svelte', code)!;
    expect(result).toBe(
      code
        .replace('{ tick }', '{ tick, onDestroy }')
        .replace('  setInterval(', '  const interval = setInterval(')
        .replace('}, 1000);', '}, 1000);\n  onDestroy(() => clearInterval(interval));'),
    );
    expect(reportsIn('svelte', result)).toEqual([]);
  });

  it('knows what `onMount` returns, unless its callback is async', () => {
    const code = `<script>
  import { onMount } from 'svelte';
  let now = 0;
  onMount(ASYNC() => {
    const timer = setInterval(() => { now = Date.now(); }, 1000);
    return () => clearInterval(timer);
  });
</script>

<time>{now}</time>
`;
    expect(reportsIn('svelte', code.replace('ASYNC', ''))).toEqual([]);
    expect(reportsIn('svelte', code.replace('ASYNC', 'async '))).toEqual([
      'leaks/no-leaked-timer 5: setInterval(() => { now = Date.now(); }, 1000)',
    ]);
  });

  it('knows `$effect` of Svelte 5', () => {
    const code = `<script lang="ts">
  let now = $state(0);
  $effect(() => {
    const timer = setInterval(() => { now = Date.now(); }, 1000);
    END
  });
</script>

<time>{now}</time>
`;
    expect(reportsIn('svelte', code.replace('END', 'return () => clearInterval(timer);'))).toEqual([]);
    const dropped = code.replace('END', 'console.log(timer);');
    expect(reportsIn('svelte', dropped)).toEqual(['leaks/no-leaked-timer 4: timer']);
  });

  it('is silent about the script of the module', () => {
    const code = `<script module>
  setInterval(() => console.log('alive'), 1000);
</script>

<p>alive</p>
`;
    expect(reportsIn('svelte', code)).toEqual([]);
  });
});

describe('.svelte: timeouts', () => {
  it('reports what an effect drops that shows something late, and a timer that only comes back clears', () => {
    const code = `<script lang="ts">
let { delay } = $props();
let isVisible = $state(false);
let isHovered = $state(false);
let timer: ReturnType<typeof setTimeout> | undefined;
$effect(() => {
  setTimeout(() => { isVisible = true; }, delay);
});
function enter() {
  clearTimeout(timer);
  timer = setTimeout(() => { isHovered = true; }, 500);
}
</script>

<p onmouseenter={enter}>{isVisible} {isHovered}</p>
`;
    expect(reportsIn('svelte', code)).toEqual([
      'leaks/no-leaked-timer 7: setTimeout(() => { isVisible = true; }, delay)',
      'leaks/no-leaked-timer 11: setTimeout(() => { isHovered = true; }, 500)',
    ]);
  });

  it('leaves alone what all components of a file share, what a handler shows for a while, and what comes once', () => {
    const code = `<script lang="ts" module>
let anyShown = $state(false);
let hiding: ReturnType<typeof setTimeout> | undefined;
</script>

<script lang="ts">
import { onMount } from 'svelte';
let isCopied = $state(false);
let isReady = $state(false);
onMount(() => {
  setTimeout(() => { isReady = true; }, 100);
});
function leave() {
  clearTimeout(hiding);
  hiding = setTimeout(() => { anyShown = false; }, 100);
}
function copy() {
  isCopied = true;
  setTimeout(() => { isCopied = false; }, 2000);
}
</script>

<button onmouseleave={leave} onclick={copy}>{anyShown} {isCopied} {isReady}</button>
`;
    expect(reportsIn('svelte', code)).toEqual([]);
  });
});

describe('a collection at the top level', () => {
  const growing = `let byId = {};
async function add(ids) {
  await Promise.all(ids.map(async (id) => { byId[id] = await load(id); }));
}
addEventListener('add', ({ detail }) => add(detail));
`;
  const told = 'leaks/no-growing-collection 4: byId[id] = await load(id)';

  it.each([
    ['vue', '<script setup>', false],
    ['vue', '<script>', true],
    ['svelte', '<script>', false],
    ['svelte', '<script module>', true],
  ] as const)('of .%s in %s', (extension, tag, isOfProgram) => {
    expect(reportsIn(extension, `${tag}\n${growing}</script>\n`).includes(told)).toBe(isOfProgram);
  });
});
