namespace NasFuse.Cli.References;

/// <summary>References that belong together: same folder, same size of networks.</summary>
/// <param name="Name">What <c>--family</c> calls it.</param>
/// <param name="Folder">Folder of its files below that of the references; empty for that folder itself.</param>
/// <param name="CanBeTrained">False for networks of full size, which are only counted and drawn.</param>
internal sealed record ReferenceFamily(string Name, string Folder, bool CanBeTrained)
{
    /// <summary>The value of <c>--family</c> that means every family.</summary>
    public const string AllName = "all";

    /// <summary>The systems of the survey, tiny.</summary>
    public static ReferenceFamily Tiny { get; } = new("tiny", "", true);

    /// <summary>One backbone and head, and between them the necks of the survey.</summary>
    public static ReferenceFamily Controlled { get; } = new("controlled", "controlled", true);

    /// <summary>The systems of the survey as published.</summary>
    public static ReferenceFamily Full { get; } = new("full", "full", false);

    /// <summary>All families.</summary>
    public static IReadOnlyList<ReferenceFamily> All { get; } = [Tiny, Controlled, Full];

    /// <summary>Suffix of names of studies; empty for the first family.</summary>
    public string Suffix => Folder.Length == 0 ? "" : $"-{Name}";

    /// <summary>What a person calls one of its references: its name, with the family before it but in the first family.</summary>
    public string NameOf(string reference) => Folder.Length == 0 ? reference : $"{Name}/{reference}";
}
