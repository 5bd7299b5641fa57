using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Workers;
using NasFuse.Core.Objectives;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse worker --engine URL</c>: evaluates trials of studies that controllers anywhere run.</summary>
internal sealed class WorkerCommand : Verb
{
    private readonly EngineOptions _engine = new();
    private readonly Option<string> _pool = EngineOptions.Pool("Serve the studies of this pool.");
    private readonly Option<string> _device = new("--device") { Description = "Device that evaluates.", DefaultValueFactory = _ => "auto", HelpName = "auto|cpu|cuda:N" };
    private readonly Option<string[]> _classes = new("--device-class")
    {
        Description = "A class that the device is of beside its kind (cpu, cuda) and the parts of its model's name: objectives such as "
            + "latencyMs@CLASS are measured on such devices. Repeatable.",
        HelpName = "CLASS", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int> _slots = NumberOptions.Create("--slots", "Trials at once", 1, 64, 1);
    private readonly Option<int?> _threads = NumberOptions.Optional("--threads", "CPU threads of a trial. Default: what the study says, else the processors divided among the slots", 1, 1024);
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "Where data sets lie on this machine: by format, camvid=/data/camvid, or root=/data/camvid for any. Repeatable.", HelpName = "NAME=PATH", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _teacher = new("--teacher")
    {
        Description = "Folder of the network that teaches, for studies that have one. Default: as the controller sends it.", HelpName = "DIR",
    };

    private readonly Option<string?> _scratch = new("--scratch") { Description = "Folder for files of trials under way. Default: a temporary one.", HelpName = "DIR" };
    private readonly Option<double> _checkpoint = NumberOptions.Create("--checkpoint-every", "Seconds between two uploads of a checkpoint: what a lost worker costs at most", 0.0, 86_400, 60);
    private readonly Option<double> _still = NumberOptions.Create("--stuck-after", "Seconds without a training step after which a trial is given up", 1.0, 86_400, 900);
    private readonly Option<string> _drain = new("--drain-on")
    {
        Description = "Signal on which what is under way is saved and handed back before the worker ends; TERM and Ctrl-C do so in any case.",
        DefaultValueFactory = _ => DrainSignal.Term, HelpName = string.Join('|', DrainSignal.Names),
    };


    public WorkerCommand(Terminal terminal)
        : base("worker", "Evaluate trials for controllers on other machines. SIGTERM or Ctrl-C saves what is under way, hands it back, and ends.", terminal)
    {
        _engine.AddTo(this);
        Add(_pool);
        Add(_device);
        _classes.Validators.Add(result =>
        {
            foreach (var wrong in (result.GetValueOrDefault<string[]>() ?? []).Where(name => !DeviceClass.IsValid(name)))
                result.AddError($"--device-class must be {DeviceClass.Rule}, but was '{wrong}'");
        });
        Add(_classes);
        Add(_slots);
        Add(_threads);
        Add(_data);
        Add(_teacher);
        Add(_scratch);
        Add(_checkpoint);
        Add(_still);
        Add(_drain.AcceptOnlyFromAmong(DrainSignal.Names));
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var settings = new WorkerSettings
        {
            Pool = arguments.GetRequiredValue(_pool), Device = arguments.GetRequiredValue(_device), Classes = [.. arguments.GetValue(_classes) ?? []],
            Slots = arguments.GetValue(_slots), Threads = arguments.GetValue(_threads),
            Data = LocalData.Parse(arguments.GetValue(_data) ?? []), Teacher = arguments.GetValue(_teacher), Scratch = arguments.GetValue(_scratch),
            Timing = new()
            {
                CheckpointEvery = TimeSpan.FromSeconds(arguments.GetValue(_checkpoint)), MostStill = TimeSpan.FromSeconds(arguments.GetValue(_still)),
            },
        };
        var identity = WorkerHost.Identify(settings);
        using var drain = new DrainSignal(arguments.GetRequiredValue(_drain), cancellation);
        await using var engine = await _engine.OpenAsync(arguments, identity.Id, TimeSpan.MaxValue, Terminal.Say, drain.Token).ConfigureAwait(false);
        await WorkerHost.RunAsync(engine, identity, settings, Terminal, drain.Token).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
