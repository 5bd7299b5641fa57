using System.Globalization;
using NasFuse.Cli.CommandLine;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
using var signals = new TerminationSignals();
return await CommandRunner.RunAsync(args, Terminal.OfProcess(withColors: !args.Contains(NasFuseCommand.NoColor)), signals).ConfigureAwait(false);
