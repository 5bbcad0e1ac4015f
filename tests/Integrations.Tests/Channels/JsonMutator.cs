using System.Text;
using System.Text.Json.Nodes;

namespace BotAssistant.Integrations.Tests.Channels;

/// <summary>Damages a genuine JSON document in every way. The same random numbers make the same damage.</summary>
internal static class JsonMutator
{
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e400", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "{\"a\":{}}", "\"年糕\\u202e\"", "\"9999-99-99T00:00:00Z\"",
        "\"message\"", "\"invoke\"", "\"typing\"", "\"conversationUpdate\"", "\"endOfConversation\"", "\"http://127.0.0.1:9/\"", "\"file:x\"", "123456789012345678901234567890",
    ];

    public static byte[] Next(JsonObject genuine, Random random) => random.Next(9) switch
    {
        0 => Bytes(random, random.Next(600)),
        1 => Cut(Text(genuine), random),
        2 => Flip(Text(genuine), random),
        3 => Encoding.UTF8.GetBytes(Deep(random)),
        4 => random.Next(30) == 0 ? Encoding.UTF8.GetBytes($"{{\"type\":\"message\",\"text\":\"{new string('x', random.Next(200_000, 1_200_000))}\"}}") : Text(genuine),
        5 => Encoding.UTF8.GetBytes($"{{\"type\":\"message\",{genuine.ToJsonString()[1..]}"),
        _ => Changed(genuine, random),
    };

    /// <summary>Some values replaced, dropped or moved.</summary>
    private static byte[] Changed(JsonObject genuine, Random random)
    {
        var text = genuine.ToJsonString();
        foreach (var _ in Enumerable.Range(0, random.Next(1, 4)))
        {
            var places = Values(text);
            if (places.Count == 0)
            {
                break;
            }

            var (start, end) = places[random.Next(places.Count)];
            text = $"{text[..start]}{Odd[random.Next(Odd.Length)]}{text[end..]}";
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Where the strings that are values begin and end.</summary>
    private static List<(int Start, int End)> Values(string json)
    {
        var places = new List<(int, int)>();
        for (var colon = json.IndexOf(":\"", StringComparison.Ordinal); colon >= 0; colon = json.IndexOf(":\"", colon + 1, StringComparison.Ordinal))
        {
            if (json.IndexOf('"', colon + 2) is > 0 and var end)
            {
                places.Add((colon + 1, end + 1));
            }
        }

        return places;
    }

    private static string Deep(Random random)
    {
        var depth = random.Next(1, 400);
        return $"{{\"type\":\"message\",\"value\":{string.Concat(Enumerable.Repeat("[", depth))}{string.Concat(Enumerable.Repeat("]", depth))}}}";
    }

    private static byte[] Text(JsonObject genuine) => Encoding.UTF8.GetBytes(genuine.ToJsonString());

    private static byte[] Cut(byte[] text, Random random) => text[..random.Next(text.Length)];

    private static byte[] Flip(byte[] text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            text[random.Next(text.Length)] = (byte)random.Next(256);
        }

        return text;
    }

    public static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
