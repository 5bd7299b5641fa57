namespace NasFuse.Core.Diagnostics;

/// <summary>The codes of all user errors. A code is never reused for another meaning.</summary>
public static class ErrorCodes
{
    /// <summary>A file or folder that is named does not exist or cannot be read.</summary>
    public const string FileUnreadable = "NF0001";

    /// <summary>The text is not valid JSON.</summary>
    public const string MalformedJson = "NF0010";

    /// <summary>The value has another type than the key wants.</summary>
    public const string WrongType = "NF0011";

    /// <summary>The key is not known here.</summary>
    public const string UnknownKey = "NF0012";

    /// <summary>A key that is needed is missing.</summary>
    public const string MissingKey = "NF0013";

    /// <summary>The value is outside its range.</summary>
    public const string OutOfRange = "NF0014";

    /// <summary>The name is not one of those known here.</summary>
    public const string UnknownName = "NF0015";

    /// <summary>Two settings contradict each other.</summary>
    public const string Contradiction = "NF0016";

    /// <summary>The key stands twice in one object.</summary>
    public const string DuplicateKey = "NF0017";

    /// <summary>A setting of the command line or the environment is not of the form key=value.</summary>
    public const string BadSetting = "NF0018";

    /// <summary>The architecture text does not follow the grammar.</summary>
    public const string ArchitectureSyntax = "NF0100";

    /// <summary>An operator, fusion or align step is not known.</summary>
    public const string UnknownVocabulary = "NF0101";

    /// <summary>A node is used before or without being defined, or defined twice.</summary>
    public const string BadReference = "NF0102";

    /// <summary>The scales of values that meet do not agree.</summary>
    public const string ScaleMismatch = "NF0103";

    /// <summary>The channels of values that meet do not agree.</summary>
    public const string ChannelMismatch = "NF0104";

    /// <summary>The architecture has no usable output, or nodes that reach none.</summary>
    public const string BadOutput = "NF0105";

    /// <summary>The data set cannot be used as it is.</summary>
    public const string BadData = "NF0200";

    /// <summary>A study cannot be continued with these settings.</summary>
    public const string StudyConflict = "NF0300";

    /// <summary>The study or trial is not there.</summary>
    public const string NotFound = "NF0301";

    /// <summary>A query expression does not follow the grammar.</summary>
    public const string BadQuery = "NF0302";

    /// <summary>The wanted device is not there.</summary>
    public const string NoDevice = "NF0400";

    /// <summary>The distributed engine does not let us in, or cannot be trusted.</summary>
    public const string EngineRefused = "NF0600";

    /// <summary>The distributed engine cannot be reached or used.</summary>
    public const string EngineUnusable = "NF0601";

    /// <summary>A file that NasFuse reads back is damaged or was changed.</summary>
    public const string CorruptFile = "NF0500";

    /// <summary>The folder to write to holds something that must not be overwritten.</summary>
    public const string OutputConflict = "NF0501";
}
