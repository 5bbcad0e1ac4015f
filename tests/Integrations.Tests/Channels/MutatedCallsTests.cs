using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BotAssistant.Integrations.Tests.BotFramework;
using BotAssistant.Integrations.Tests.DirectLine;
using BotAssistant.Integrations.Tests.WeChat;
using Xunit;

namespace BotAssistant.Integrations.Tests.Channels;

/// <summary>A stranger's calls, and those of a client gone mad: 100,000 against <c>/api/messages</c> and every Direct Line address. Alone, because it measures memory.</summary>
[Collection(nameof(MutatedCallbackTests))]
public sealed class MutatedCallsTests(ITestOutputHelper output)
{
    private const int Total = 100_000;
    private const long MemoryBound = 24 << 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private static readonly string[] Types = ["application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data; boundary=b", "multipart/form-data", "image/png", "a/b; c=\"", ""];

    [Fact]
    public async Task A_hundred_thousand_mutated_calls_do_no_harm()
    {
        var seed = Environment.GetEnvironmentVariable("BOTASSISTANT_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"BOTASSISTANT_TEST_SEED={seed}");
        await using var bot = await BotFrameworkServer.StartAsync();
        await using var line = await DirectLineServer.StartAsync(transcripts: new ForgetfulTranscripts(), settings:
            [("CallsPerMinute", "100000"), ("PollsPerMinute", "100000"), ("MessagesPerMinute", "100000"), ("TokensPerMinute", "100000"), ("ConversationsPerHour", "100000")]);
        var people = new List<DirectLinePerson>();
        for (var i = 0; i < 10; i++)
        {
            people.Add(await line.BeginAsync($"dl_person{i}"));
        }

        var answers = new int[600];
        await RunAsync(0, Total / 2);
        var half = Memory();
        await RunAsync(Total / 2, Total);
        var end = Memory();

        output.WriteLine(string.Join(", ", answers.Select((count, status) => (count, status)).Where(answer => answer.count > 0).Select(answer => $"{answer.status}: {answer.count}")));
        output.WriteLine($"memory {half >> 10} KiB then {end >> 10} KiB");
        Assert.True(end - half < MemoryBound, $"Memory grew from {half} to {end} bytes (seed {seed}).");
        // 501 is the protocol's answer to an invoke that we do not know.
        Assert.Equal(answers[501], answers[500..].Sum());
        // Neither everything refused nor everything taken: the calls reach as far as they should.
        Assert.True(answers[200] > Total / 20 && answers[400] > Total / 50 && answers[401] > Total / 50 && answers[403] > Total / 50, $"seed {seed}");

        Task RunAsync(int from, int to) => Parallel.ForEachAsync(Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, _) =>
        {
            var random = new Random(unchecked((seed * 397) ^ index));
            using var call = index % 2 == 0 ? Activity(bot, random) : DirectLine(line, people, random);
            var mayPass = call.Options.TryGetValue(Admitted, out var admitted) && admitted;
            using var limit = new CancellationTokenSource(Hang);
            using var answer = await (index % 2 == 0 ? bot.Http : line.Http).SendAsync(call, limit.Token);
            await answer.Content.ReadAsByteArrayAsync(limit.Token);
            var status = (int)answer.StatusCode;
            Interlocked.Increment(ref answers[status]);
            if (status >= 500 && status != 501)
            {
                Assert.Fail($"seed {seed}, call {index}: {call.Method} {call.RequestUri} {status}\n{string.Join('\n', bot.Logs.Lines.Concat(line.Logs.Lines).Where(logged => logged.StartsWith("Error", StringComparison.Ordinal)).TakeLast(2))}");
            }

            Assert.True(mayPass || status >= 400, $"seed {seed}, call {index}: {call.Method} {call.RequestUri} was let in with {status}");
        });

        long Memory()
        {
            bot.Inbox.Recorded.Clear();
            line.Inbox.Clear();
            foreach (var log in new[] { bot.Log, line.Log })
            {
                log.Clear();
            }

            bot.Logs.Clear();
            line.Logs.Clear();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    /// <summary>Whether the call's token is right, so that it may be taken if it can be read.</summary>
    private static readonly HttpRequestOptionsKey<bool> Admitted = new("admitted");

    private static HttpRequestMessage Activity(BotFrameworkServer bot, Random random)
    {
        var call = new HttpRequestMessage(random.Next(50) == 0 ? HttpMethod.Put : HttpMethod.Post, bot.Endpoint)
        {
            Content = Body(JsonMutator.Next(bot.Message(id: $"{random.Next()}"), random), random.Next(20) == 0 ? Types[random.Next(Types.Length)] : "application/json"),
        };
        var token = bot.Azure.ChannelToken().ToString();
        Authorize(call, random, token);
        return call;
    }

    private static HttpRequestMessage DirectLine(DirectLineServer line, List<DirectLinePerson> people, Random random)
    {
        var (person, other) = (people[random.Next(people.Count)], people[random.Next(people.Count)]);
        var conversation = random.Next(6) switch
        {
            0 => other.Conversation,
            1 => Uri.EscapeDataString(Encoding.Latin1.GetString(JsonMutator.Bytes(random, 1 + random.Next(40)))),
            _ => person.Conversation,
        };
        var watermark = random.Next(3) switch { 0 => "", 1 => $"?watermark={random.Next()}", _ => $"?watermark={Uri.EscapeDataString(Encoding.Latin1.GetString(JsonMutator.Bytes(random, 9)))}&watermark=2" };
        var (method, path) = random.Next(12) switch
        {
            0 => (HttpMethod.Post, "/tokens/generate"),
            1 => (HttpMethod.Post, "/tokens/refresh"),
            2 => (HttpMethod.Post, "/conversations"),
            3 => (HttpMethod.Get, $"/conversations/{conversation}{watermark}"),
            4 => (HttpMethod.Get, $"/conversations/{conversation}/activities{watermark}"),
            5 or 6 => (HttpMethod.Post, $"/conversations/{conversation}/upload?userId=x"),
            7 => (HttpMethod.Get, $"/conversations/{conversation}/stream?t={person.Token}"),
            8 => (HttpMethod.Get, $"/conversations/{conversation}/files/{random.Next()}?t={person.Token}"),
            _ => (HttpMethod.Post, $"/conversations/{conversation}/activities"),
        };
        var call = new HttpRequestMessage(random.Next(50) == 0 ? HttpMethod.Delete : method, $"{line.Domain}{path}");
        if (method == HttpMethod.Post)
        {
            var type = path.Contains("/upload", StringComparison.Ordinal) ? Types[random.Next(3, Types.Length)] : random.Next(20) == 0 ? Types[random.Next(Types.Length)] : "application/json";
            call.Content = Body(type.StartsWith("multipart", StringComparison.Ordinal) ? Parts(random) : JsonMutator.Next(Typed(random), random), type);
        }

        if (random.Next(20) == 0)
        {
            call.Headers.TryAddWithoutValidation("Origin", random.Next(2) == 0 ? "https://elsewhere.example" : "null");
        }

        Authorize(call, random, person.Token);
        call.Options.Set(Admitted, call.Options.TryGetValue(Admitted, out var admitted) && admitted && (conversation == person.Conversation || !path.StartsWith("/conversations/", StringComparison.Ordinal)));
        return call;
    }

    private static void Authorize(HttpRequestMessage call, Random random, string token)
    {
        var (header, admitted) = random.Next(8) switch
        {
            0 => (null, false),
            1 => ($"Bearer {token[..random.Next(token.Length)]}", false),
            2 => ($"Bearer {Flipped(token, random)}", false),
            3 => ("Basic eA==", false),
            _ => ($"Bearer {token}", true),
        };
        if (header is not null)
        {
            call.Headers.TryAddWithoutValidation("Authorization", header);
        }

        call.Options.Set(Admitted, admitted);
    }

    /// <summary>One character of the payload or the signature is another; not the last one, some of whose bits mean nothing.</summary>
    private static string Flipped(string token, Random random)
    {
        var at = random.Next(token.IndexOf('.', StringComparison.Ordinal) + 1, token.Length - 2);
        return token[at] == '.' ? $"{token[..at]}{token[(at + 1)..]}" : $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";
    }

    private static JsonObject Typed(Random random) => new()
    {
        ["type"] = "message",
        ["text"] = "年糕",
        ["from"] = new JsonObject { ["id"] = "somebody", ["name"] = "" },
        ["user"] = new JsonObject { ["id"] = "dl_x" },
        ["channelData"] = new JsonObject { ["clientActivityID"] = $"{random.Next()}" },
        ["value"] = new JsonObject { ["choice"] = "d.a.b.c" },
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "http://127.0.0.1:9/x" }),
    };

    private static byte[] Parts(Random random)
    {
        byte[] photo = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. JsonMutator.Bytes(random, 20)];
        byte[] whole =
        [
            .. "--b\r\nContent-Disposition: form-data; name=\"activity\"; filename=\"blob\"\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n"u8, .. JsonMutator.Next(Typed(random), random),
            .. "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"u8, .. photo, .. "\r\n--b--\r\n"u8,
        ];
        if (random.Next(3) == 0)
        {
            whole[random.Next(whole.Length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? whole[..random.Next(whole.Length)] : whole;
    }

    private static ByteArrayContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
