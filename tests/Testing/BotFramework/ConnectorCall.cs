using System.Text.Json.Nodes;

namespace BotAssistant.Testing.BotFramework;

/// <summary>A call that the fake connector got.</summary>
/// <param name="Target">Path as it was sent, nothing decoded.</param>
/// <param name="Token">The bearer token, null without one.</param>
public sealed record ConnectorCall(string Method, string Target, string? Token, string ContentType, string Body)
{
    public JsonObject Activity => (JsonObject)JsonNode.Parse(Body)!;
}

/// <summary>How the fake connector answers a call.</summary>
public sealed record ConnectorReply(int Status, string Body = "{}")
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection breaks instead.</summary>
    public bool Drop { get; init; }

    /// <summary>No answer until the caller gives up.</summary>
    public bool Silent { get; init; }

    public static ConnectorReply Error(int status, string? code = null) =>
        new(status, code is null ? "{}" : $$$"""{"error":{"code":"{{{code}}}","message":"refused for u-secret in c-secret"}}""");
}
