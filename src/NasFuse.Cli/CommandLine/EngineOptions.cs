using System.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Leases;

namespace NasFuse.Cli.CommandLine;

/// <summary>Options of the verbs that speak to a distributed engine. User and password come from the environment only.</summary>
internal sealed class EngineOptions
{
    private readonly Option<string> _engine = new(EngineAddress.Option)
    {
        Description = $"The engine: nats://host:4222 on this machine, tls://host:4222 elsewhere. User and password come from {EngineCredentials.UserVariable} and "
            + $"{EngineCredentials.PasswordVariable} or {EngineCredentials.PasswordFileVariable}.",
        HelpName = "URL", Required = true,
    };

    private readonly Option<string?> _ca = new("--ca") { Description = "Certificate of the authority that signed the engine's, PEM.", HelpName = "FILE" };
    private readonly Option<bool> _plain = new("--allow-plaintext") { Description = "Speak unencrypted to another machine: on a network that is trusted only." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_engine);
        verb.Add(_ca);
        verb.Add(_plain);
    }

    /// <summary>Where the engine is.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">It is no address, or would speak unencrypted to another machine.</exception>
    public EngineAddress Address(ParseResult arguments) =>
        EngineAddress.Parse(arguments.GetRequiredValue(_engine), arguments.GetValue(_ca), arguments.GetValue(_plain));

    /// <summary>The words that name the engine, for commands to suggest.</summary>
    public string[] Words(ParseResult arguments) =>
    [
        EngineAddress.Option, arguments.GetRequiredValue(_engine),
        .. arguments.GetValue(_ca) is { } ca ? (string[])["--ca", ca] : [], .. arguments.GetValue(_plain) ? (string[])["--allow-plaintext"] : [],
    ];

    /// <summary>Connects.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="name">What the engine calls the connection.</param>
    /// <param name="patience">How long to wait for an engine that does not answer.</param>
    /// <param name="note">Told what a person should know.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public Task<EngineConnection> OpenAsync(ParseResult arguments, string name, TimeSpan patience, Action<string> note, CancellationToken cancellation) =>
        EngineConnection.OpenAsync(Address(arguments), EngineCredentials.Read(ProcessEnvironment.Variables()), name, patience, note, cancellation);

    /// <summary><c>--pool NAME</c></summary>
    public static Option<string> Pool(string description)
    {
        var option = new Option<string>("--pool") { Description = description, DefaultValueFactory = _ => WorkerIdentity.DefaultPool, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } pool && !Subjects.IsPool(pool))
                result.AddError($"--pool must be 1..40 lower-case letters, digits and dashes, but was '{pool}'");
        });
        return option;
    }
}
