using Google.Protobuf;
using NasFuse.TensorBoard.Protobuf;

namespace NasFuse.TensorBoard;

/// <summary>A file of events that TensorBoard shows; the folder it lies in is a run. TensorBoard may read it while it is written.</summary>
/// <remarks>Thread-safe. Several files in a folder are one run, so a run that goes on gets a further file.</remarks>
public sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2";
    private const int MostNames = 10_000;

    private readonly Lock _lock = new();
    private readonly RecordStream _records;
    private readonly TimeProvider _clock;

    private EventFile(RecordStream records, TimeProvider clock)
    {
        (_records, _clock) = (records, clock);
        Write(new Event { FileVersion = Version });
    }

    /// <summary>Begins a new file in a folder; makes the folder.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="clock">The time, for names and events.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static EventFile Create(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; ; number++)
        {
            var name = $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds():0000000000}.nasfuse.{number}";
            try
            {
                var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
                return new EventFile(new RecordStream(file), clock);
            }
            catch (IOException) when (number < MostNames && File.Exists(Path.Combine(folder, name)))
            {
                // Another file was begun in the same second.
            }
        }
    }

    /// <summary>Adds a point to each of some curves.</summary>
    /// <param name="step">Place on the axis: epoch, number of trials …</param>
    /// <param name="values">Name of each curve and its value; <c>group/name</c> puts curves of a group together.</param>
    public void AddScalars(long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        var summary = new Summary();
        foreach (var (name, value) in values) summary.Value.Add(new Summary.Types.Value { Tag = name, SimpleValue = (float)value });
        Write(new Event { Step = step, Summary = summary });
    }

    /// <summary>Adds a text.</summary>
    /// <param name="step">Place on the axis.</param>
    /// <param name="name">Name of the text.</param>
    /// <param name="markdown">The text as Markdown.</param>
    public void AddText(long step, string name, string markdown)
    {
        var value = new Summary.Types.Value
        {
            Tag = $"{name}/text_summary",
            Metadata = new SummaryMetadata { PluginData = new SummaryMetadata.Types.PluginData { PluginName = "text" } },
            Tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = new TensorShapeProto(), StringVal = { ByteString.CopyFromUtf8(markdown) } },
        };
        Write(new Event { Step = step, Summary = new Summary { Value = { value } } });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _records.Dispose();
    }

    private void Write(Event what)
    {
        what.WallTime = _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        lock (_lock) _records.Write(what.ToByteArray());
    }
}
