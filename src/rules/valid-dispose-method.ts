import {
  asAsyncDisposal,
  asFunction,
  asSymbol,
  findFlawedDisposeMembers,
  type DisposeFlaw,
} from '../analyses/classes/dispose-members.ts';
import { findHiddenDuties } from '../analyses/ownership/hidden-duties.ts';
import { findMissingProtocols } from '../analyses/classes/missing-protocols.ts';
import { createRule } from '../create-rule.ts';
import { addMethod } from '../fixes/add-method.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';

export interface Options {
  /** Whether a class that owns resources must have the dispose method, not only one that is called `close` or `dispose`. */
  readonly protocol?: boolean;
}

const messageOf = {
  asynchronous: 'neverAwaited',
  generator: 'runsNothing',
  'takes arguments': 'getsNoArguments',
  static: 'belongsToClass',
  'no function': 'cannotBeCalled',
  misnamed: 'neverFound',
} as const satisfies Record<DisposeFlaw, string>;

/** Reports what is meant to tell callers how to release, and does not: dispose methods, getters and return types. */
export const validDisposeMethod = createRule({
  name: 'valid-dispose-method',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Require dispose methods that `using` can call, and functions that show what their callers must release',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ protocol: true }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      neverAwaited:
        '`[Symbol.dispose]()` gives a promise, and `using` does not await it: the block goes on before the resource is released, and an error is never caught.',
      runsNothing: '`[Symbol.{{symbol}}]()` is a generator: calling it runs none of its code, so nothing is released.',
      getsNoArguments: '`[Symbol.{{symbol}}]()` needs an argument, and `using` calls it without any.',
      belongsToClass: '`[Symbol.{{symbol}}]()` is static: instances of the class do not have it.',
      cannotBeCalled: '`[Symbol.{{symbol}}]` is no function: `using` throws when it gets this object.',
      neverFound: 'This is no dispose method: `using` looks for `[Symbol.{{symbol}}]()`.',
      createdByGetter:
        'This getter creates {{kind}} each time it is read: callers take a property for borrowed, and nobody releases it.',
      hiddenByType: 'This function creates {{kind}} for its caller, and its return type has no way to release it.',
      missingProtocol:
        '`{{teardown}}()` releases what instances own, but `using` cannot call it: the class has no `[Symbol.{{symbol}}]()`.',
      useAsyncDispose: 'Name it `[Symbol.asyncDispose]`, for `await using`.',
      makeFunction: 'Make it a plain method.',
      useSymbol: 'Name it `[Symbol.{{symbol}}]`.',
      addDisposeMethod: 'Add `[Symbol.{{symbol}}]()`, which calls `{{teardown}}()`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          protocol: {
            type: 'boolean',
            description: 'Whether a class that owns resources and releases them in a method must also be disposable.',
          },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ protocol = false }]) {
    const { sourceCode, settings } = context;

    function reportMembers(): void {
      for (const member of findFlawedDisposeMembers(sourceCode)) {
        const { key, flaw, symbol } = member;
        const [messageId, replacements] =
          flaw === 'asynchronous'
            ? (['useAsyncDispose', asAsyncDisposal(member, sourceCode)] as const)
            : flaw === 'misnamed'
              ? (['useSymbol', asSymbol(member)] as const)
              : (['makeFunction', flaw === 'generator' ? asFunction(member, sourceCode) : null] as const);
        const data = { symbol };
        const suggest = replacements && [{ messageId, data, fix: replaceTexts(replacements) }];
        context.report({ node: key, messageId: messageOf[flaw], data, suggest });
      }
    }

    function reportClasses(): void {
      for (const { owner, teardown, code, symbol } of findMissingProtocols(
        sourceCode,
        settings,
        context.physicalFilename,
      )) {
        const data = { teardown: teardown.name, symbol };
        const fix = addMethod({ after: teardown.method, code }, sourceCode);
        context.report({
          node: owner.node.id ?? teardown.method.key,
          messageId: 'missingProtocol',
          data,
          suggest: [{ messageId: 'addDisposeMethod', data, fix }],
        });
      }
    }

    return {
      'Program:exit'() {
        reportMembers();
        for (const { node, hiddenBy, producer } of findHiddenDuties(sourceCode, settings)) {
          const messageId = hiddenBy === 'getter' ? 'createdByGetter' : 'hiddenByType';
          context.report({ node, messageId, data: { kind: producer.kind.label } });
        }
        if (protocol) reportClasses();
      },
    };
  },
});
