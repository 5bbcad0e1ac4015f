namespace BotAssistant.WeChat.Receiving;

/// <summary>
/// The fields of one push, flat and by the platform's own names: <c>EventKey</c>, <c>ScanCodeInfo.ScanResult</c>. The second of two siblings
/// of one name is <c>List[1].TemplateId</c>, the first just <c>List.TemplateId</c>. Every field is optional.
/// </summary>
internal sealed class WeChatPush(IReadOnlyDictionary<string, string> fields)
{
    public IReadOnlyDictionary<string, string> Fields { get; } = fields;

    /// <summary>The value without surrounding white space, which the platform puts into some; null when absent or empty.</summary>
    public string? this[string name] =>
        Fields.TryGetValue(name, out var value) && value.AsSpan().Trim() is { Length: > 0 } trimmed ? trimmed.ToString() : null;
}
