using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Logs;
using NasFuse.Storage;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace NasFuse.Cli.Hosting;

/// <summary>The logs of a study: everything as compact JSON in <c>log.jsonl</c> beside the database, warnings and errors on the terminal.</summary>
internal static class StudyLog
{
    // Warns that it is late on a machine whose processors train networks.
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    public static Logger Create(StudyFolder folder, Terminal terminal) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override(Kestrel, LogEventLevel.Error)
        .Enrich.FromLogContext()
        .WriteTo.File(new CompactJsonFormatter(), Path.Combine(folder.Path, LogReader.FileName))
        .WriteTo.Sink(new TerminalSink(terminal), LogEventLevel.Warning)
        .CreateLogger();

    /// <summary>Warnings and errors on the terminal, and no file.</summary>
    public static Logger OnlyOn(Terminal terminal) => new LoggerConfiguration()
        .MinimumLevel.Warning()
        .MinimumLevel.Override(Kestrel, LogEventLevel.Error)
        .WriteTo.Sink(new TerminalSink(terminal))
        .CreateLogger();

    /// <summary>Writes through the one owner of the console, so that lines do not tear a live display.</summary>
    private sealed class TerminalSink(Terminal terminal) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => terminal.Say($"{logEvent.Level.ToString().ToLowerInvariant()}: {logEvent.RenderMessage()}");
    }
}
