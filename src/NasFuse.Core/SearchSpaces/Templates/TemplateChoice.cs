using System.Collections.Immutable;
using NasFuse.Core.SearchSpaces.Templates.Expressions;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>A choice that was read; <paramref name="When"/> is null when it is always asked.</summary>
internal sealed record TemplateChoice(string Name, ImmutableArray<string> Options, Expression? When);

/// <summary>A line with slots. <paramref name="Key"/> is its place among the options; <paramref name="Parts"/> are texts and, between them, slots.</summary>
internal sealed record TemplateLine(string Key, ImmutableArray<TemplatePart> Parts, Expression? When);

/// <summary>A text, or the slot of a choice when <paramref name="Choice"/> is its index.</summary>
internal sealed record TemplatePart(string Text, int? Choice);
