import { describe, expect, it } from 'vitest';
import { parseUserResources } from '../../src/catalog/user-resources.ts';

const lease = {
  id: 'storage/lease',
  acquiredBy: { method: 'lease', of: 'Storage', from: '@acme/storage' },
  release: { form: 'self', methods: ['giveBack'], async: true },
};

describe('resources in the settings', () => {
  it('get defaults for what they leave out', () => {
    expect(parseUserResources([lease])).toEqual([
      {
        id: 'storage/lease',
        label: 'a `storage/lease`',
        family: 'resource',
        acquiredBy: [{ method: 'lease', of: 'Storage', from: '@acme/storage' }],
        release: { form: 'self', methods: ['giveBack'], async: true },
        worksUnattended: false,
        leaksOnThrow: false,
        confidence: 'high',
      },
    ]);
  });

  it('keep everything that they say', () => {
    const full = {
      id: 'acme/feed',
      label: 'a feed',
      family: 'resource',
      acquiredBy: [
        { call: 'openFeed', from: '@acme/feed' },
        { new: 'Feed', from: '@acme/feed' },
      ],
      promised: true,
      type: 'Feed',
      release: { form: 'disposer', async: true },
      endsByItself: { options: ['signal'], iterated: true, methods: ['drain'], failing: ['push'] },
      worksUnattended: true,
      leaksOnThrow: true,
      confidence: 'low',
      disposal: { symbol: 'asyncDispose', node: '20.4.0' },
    };
    expect(parseUserResources([full])).toEqual([full]);
  });

  it('may release in every form', () => {
    const forms = [
      { form: 'self', methods: ['close'] },
      { form: 'function', functions: ['giveBack'], from: '@acme/storage' },
      { form: 'owner', methods: ['remove'] },
      { form: 'disposer' },
    ];
    const given = forms.map((release, index) => ({ ...lease, id: `acme/${String(index)}`, release }));
    expect(parseUserResources(given).map(({ release }) => release)).toEqual(forms);
  });

  it('may be none', () => {
    expect(parseUserResources([])).toEqual([]);
  });
});

const withRelease = (release: unknown): unknown => [{ ...lease, release }];
const withAcquiredBy = (acquiredBy: unknown): unknown => [{ ...lease, acquiredBy }];

const forms = '"self", "function", "owner", "disposer"';
const keys =
  '"id", "acquiredBy", "release", "label", "family", "promised", "type", "endsByItself", "worksUnattended", ' +
  '"leaksOnThrow", "confidence", "disposal"';

const wrong: readonly (readonly [name: string, value: unknown, message: string])[] = [
  ['no list', { lease }, `: found {"lease":${JSON.stringify(lease)}}; expected a list of resources.`],
  ['nothing', undefined, ': found undefined; expected a list of resources.'],
  ['no object', [lease, 'lock'], '[1]: found "lock"; expected an object.'],
  ['null', [null], '[0]: found null; expected an object.'],
  ['a misspelt key', [{ ...lease, relase: 1 }], `[0].relase: unknown key; allowed: ${keys}. Did you mean "release"?`],
  ['an unknown key', [{ ...lease, comment: 'x' }], `[0].comment: unknown key; allowed: ${keys}.`],
  ['no id', [{ ...lease, id: '' }], '[0].id: found ""; expected a text that is not empty.'],
  ['a missing key', [{ id: 'a/b', release: { form: 'disposer' } }], '[0].acquiredBy: missing.'],
  [
    'an undefined key',
    [{ ...lease, type: undefined }],
    '[0].type: found undefined; expected a text that is not empty.',
  ],
  ['an id twice', [lease, lease], '[1].id: "storage/lease" is already the id of settings.leaks.resources[0].'],
  [
    'a label without article',
    [{ ...lease, label: 'lease' }],
    '[0].label: found "lease"; expected a label with its article, such as "a file handle".',
  ],
  [
    'a misspelt confidence',
    [{ ...lease, confidence: 'hihg' }],
    '[0].confidence: found "hihg"; allowed: "high", "medium", "low". Did you mean "high"?',
  ],
  ['a text for a flag', [{ ...lease, leaksOnThrow: 'yes' }], '[0].leaksOnThrow: found "yes"; allowed: true, false.'],
  ['a flag that is never false', [{ ...lease, promised: false }], '[0].promised: found false; allowed: true.'],
  ['no way to acquire', withAcquiredBy([]), '[0].acquiredBy: found []; expected a list that is not empty.'],
  ['a name instead of a way', withAcquiredBy('lease'), '[0].acquiredBy: found "lease"; expected an object.'],
  [
    'two ways in one object',
    withAcquiredBy([{ call: 'a', new: 'B' }]),
    '[0].acquiredBy[0]: found {"call":"a","new":"B"}; expected exactly one of "call", "new", "method".',
  ],
  [
    'a way without its name',
    withAcquiredBy({ from: '@acme/storage' }),
    '[0].acquiredBy: found {"from":"@acme/storage"}; expected exactly one of "call", "new", "method".',
  ],
  ['a method of nothing', withAcquiredBy([{ method: 'lease' }]), '[0].acquiredBy[0].of: missing.'],
  [
    'a class for a function',
    withAcquiredBy({ call: 'lease', of: 'Storage' }),
    '[0].acquiredBy.of: unknown key; allowed: "call", "from".',
  ],
  [
    'a misspelt form',
    withRelease({ form: 'slef', methods: ['close'] }),
    `[0].release.form: found "slef"; allowed: ${forms}. Did you mean "self"?`,
  ],
  ['no form', withRelease({ methods: ['close'] }), `[0].release.form: found undefined; allowed: ${forms}.`],
  ['a name for a release', withRelease('close'), '[0].release: found "close"; expected an object.'],
  ['no method', withRelease({ form: 'self' }), '[0].release.methods: missing.'],
  [
    'an empty method',
    withRelease({ form: 'self', methods: ['close', ' '] }),
    '[0].release.methods[1]: found " "; expected a text that is not empty.',
  ],
  [
    'a key of another form',
    withRelease({ form: 'function', methods: ['close'] }),
    '[0].release.methods: unknown key; allowed: "form", "functions", "from".',
  ],
  [
    'an unknown end',
    [{ ...lease, endsByItself: { option: ['signal'] } }],
    '[0].endsByItself.option: unknown key; allowed: "options", "iterated", "methods", "failing". Did you mean "options"?',
  ],
  [
    'a version that is none',
    [{ ...lease, disposal: { symbol: 'dispose', node: '20' } }],
    '[0].disposal.node: found "20"; expected a version such as "20.4.0".',
  ],
];

describe('resources in the settings that do not fit', () => {
  it.each(wrong)('%s', (_, value, message) => {
    expect(() => parseUserResources(value)).toThrow(new Error(`settings.leaks.resources${message}`));
  });
});
