namespace NasFuse.Core.Vocabulary;

/// <summary>Something that an architecture names in its text: an operator, a fusion or an align step, with options.</summary>
/// <remarks>Immutable; compared by value. The text form is derived from the attributes, so a new item needs no parser.</remarks>
public abstract record VocabularyItem
{
    /// <summary>Text form with only the options that differ from their defaults, e.g. <c>conv(k=3,s=2)</c>.</summary>
    public string Text => Vocabularies.TextOf(this);
}
