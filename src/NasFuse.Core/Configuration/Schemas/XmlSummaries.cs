using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NasFuse.Core.Configuration.Schemas;

/// <summary>Summaries of types and properties from the documentation files that the compiler writes beside the assemblies; an assembly without one has none.</summary>
internal sealed partial class XmlSummaries
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> _files = new();

    /// <summary>Summary of a property.</summary>
    public string? Of(PropertyInfo property) => Find(property.DeclaringType!, $"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    /// <summary>Summary of a type.</summary>
    public string? Of(Type type) => Find(type, $"T:{NameOf(type)}");

    /// <summary>The names of an enumeration with what they mean, on one line.</summary>
    public string OfEnum(Type type) =>
        string.Join("; ", Enum.GetNames(type).Select(name =>
            JsonNamingPolicy.CamelCase.ConvertName(name) + (Find(type, $"F:{NameOf(type)}.{name}") is { } meaning ? $": {meaning.TrimEnd('.')}" : "")));

    private string? Find(Type type, string member) => _files.GetOrAdd(type.Assembly, Load).GetValueOrDefault(member);

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static Dictionary<string, string> Load(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        if (!File.Exists(file)) return [];
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Flatten(member.Element("summary")!));
    }

    private static string Flatten(XElement summary) => WhiteSpace().Replace(string.Concat(summary.Nodes().Select(TextOf)), " ").Trim();

    private static string TextOf(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } target => Referred(target.Value),
        XElement element => string.Concat(element.Nodes().Select(TextOf)),
        _ => "",
    };

    /// <summary>Properties and names of enumerations are shown as they are written in files.</summary>
    private static string Referred(string target)
    {
        var name = target[(target.LastIndexOf('.') + 1)..];
        return target[0] is 'P' or 'F' ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
