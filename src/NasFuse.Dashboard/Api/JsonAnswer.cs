using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NasFuse.Dashboard.Api;

/// <summary>Answers with JSON that is already made.</summary>
internal static class JsonAnswer
{
    private const string Type = "application/json; charset=utf-8";

    /// <summary>A node.</summary>
    public static IResult Of(JsonNode node) => TypedResults.Text(node.ToJsonString(), Type);

    /// <summary>JSON text.</summary>
    public static IResult Of(string json) => TypedResults.Text(json, Type);
}
