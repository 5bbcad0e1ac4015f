using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Receiving;
using CsCheck;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>Whatever a caller sends, reading and normalising end with a verdict.</summary>
public sealed class MutatedActivityTests
{
    private const string Seed = """
        {"type":"message","id":"1","timestamp":"2026-11-23T04:00:00.1Z","serviceUrl":"https://s/","channelId":"webchat","from":{"id":"u","name":"","role":"user"},"recipient":{"id":"bot"},
        "conversation":{"id":"c","isGroup":false,"conversationType":"personal"},"text":"x","attachments":[{"contentType":"image/png","contentUrl":"https://x/1","content":{"a":[1,null]}}],
        "membersAdded":[{"id":"u"}],"value":{"choice":"a","action":{"data":{"choice":"b"}}},"name":"adaptiveCard/action","action":"add","channelData":{"tenant":{"id":"t"}},"suggestedActions":{"to":[],"actions":[]}}
        """;

    private static readonly string[] Replacements =
        ["null", "7", "1e400", "true", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[]]", "{\"id\":null}", "\"message\"", "\"invoke\"", "\"conversationUpdate\"", "\"messageReaction\"", "\"\\ud800\"", "\"9999-99-99\"", "\"0001-01-01T00:00:00+14:00\""];

    [Fact]
    public void A_changed_value_is_no_exception()
    {
        var leaves = Paths(JsonNode.Parse(Seed)!).ToList();
        var normalizer = new ActivityNormalizer(new BotFrameworkOptions(), TimeProvider.System);
        var verdicts = new HashSet<string>();
        Gen.Select(Gen.Int[0, leaves.Count - 1], Gen.Int[0, Replacements.Length - 1]).Array[1, 4].Sample(changes =>
        {
            var json = JsonNode.Parse(Seed)!;
            foreach (var (leaf, replacement) in changes)
            {
                Replace(json, leaves[leaf], $"@{replacement}@");
            }

            var text = Replacements.Select((replacement, index) => (replacement, index)).Aggregate(json.ToJsonString(), (all, next) => all.Replace($"\"@{next.index}@\"", next.replacement, StringComparison.Ordinal));
            Judge(normalizer, Encoding.UTF8.GetBytes(text), verdicts);
        }, threads: 1, iter: 3_000);

        Assert.Superset(new HashSet<string> { "unread", nameof(Intake.Message), nameof(Intake.Ignored), nameof(Intake.Unreadable) }, verdicts);
    }

    [Fact]
    public void Changed_bytes_are_no_exception()
    {
        var normalizer = new ActivityNormalizer(new BotFrameworkOptions(), TimeProvider.System);
        var verdicts = new HashSet<string>();
        var seed = Encoding.UTF8.GetBytes(Seed);
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte).Array[1, 5].Sample(changes =>
        {
            var bytes = (byte[])seed.Clone();
            foreach (var (index, value) in changes)
            {
                bytes[index] = value;
            }

            Judge(normalizer, bytes, verdicts);
        }, threads: 1, iter: 2_000);

        Assert.Contains("unread", verdicts);
    }

    private static void Judge(ActivityNormalizer normalizer, byte[] json, HashSet<string> verdicts) =>
        verdicts.Add(ActivityJson.Read(json) is { } activity ? normalizer.Normalize(activity, verified: true).GetType().Name : "unread");

    private static IEnumerable<object[]> Paths(JsonNode node, params object[] at) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value!, [.. at, member.Key]).Prepend([.. at, member.Key])),
        JsonArray elements => elements.SelectMany((element, index) => element is null ? [] : Paths(element, [.. at, index]).Prepend([.. at, index])),
        _ => [],
    };

    private static void Replace(JsonNode json, object[] path, string value)
    {
        var owner = path.SkipLast(1).Aggregate((JsonNode?)json, (node, step) => step switch
        {
            string name => (node as JsonObject)?[name],
            int index => node is JsonArray list && index < list.Count ? list[index] : null,
            _ => null,
        });
        switch (owner, path[^1])
        {
            case (JsonObject members, string name):
                members[name] = value;
                break;
            case (JsonArray elements, int index) when index < elements.Count:
                elements[index] = value;
                break;
        }
    }
}
