namespace NasFuse.Storage;

/// <summary>The study that was named is not there: shown without a stack trace, exit code 5.</summary>
public sealed class StudyNotFoundException(string message) : Exception(message);
