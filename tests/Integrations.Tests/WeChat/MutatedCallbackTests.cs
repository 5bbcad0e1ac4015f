using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using BotAssistant.Messaging;
using BotAssistant.Testing.WeChat;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Alone, because it measures memory.</summary>
[CollectionDefinition(nameof(MutatedCallbackTests), DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>A stranger's callbacks: 100,000 of every kind of damage against the real endpoint.</summary>
[Collection(nameof(MutatedCallbackTests))]
public sealed class MutatedCallbackTests(ITestOutputHelper output)
{
    private const int Total = 100_000;
    private const int GenuineEvery = 100;
    private const long MemoryBound = 24 << 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_hundred_thousand_mutated_callbacks_do_no_harm()
    {
        var seed = Environment.GetEnvironmentVariable("BOTASSISTANT_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"BOTASSISTANT_TEST_SEED={seed}");
        await using var safe = await TargetAsync(PushMode.Safe);
        await using var compatible = await TargetAsync(PushMode.Compatible);
        await using var plain = await TargetAsync(PushMode.Plain);
        Target[] targets = [safe, safe, compatible, plain];

        await RunAsync(targets, seed, 0, Total / 2);
        var half = Memory(targets);
        await RunAsync(targets, seed, Total / 2, Total);
        var end = Memory(targets);

        output.WriteLine($"taken {targets.Distinct().Sum(target => target.Taken)}, refused {targets.Distinct().Sum(target => target.Refused)}, memory {half >> 10} KiB then {end >> 10} KiB");
        Assert.True(end - half < MemoryBound, $"Memory grew from {half} to {end} bytes (seed {seed}).");
        Assert.Single(targets.SelectMany(target => target.Refusals.Keys).Distinct());
        Assert.All(targets.Distinct(), target => Assert.True(target.Taken >= target.Genuine && target.Genuine > 0, $"seed {seed}"));
    }

    [Fact]
    public async Task Forged_and_genuine_failures_look_the_same()
    {
        await using var target = await TargetAsync(PushMode.Safe);
        var account = target.Server.Platform.Account;
        var cipher = new WeChatCipher(account);
        string[] genuinelySigned = [cipher.Encrypt("no xml"), cipher.Encrypt("<xml/>"), cipher.Encrypt("<xml/>", "wxother"), cipher.EncryptRaw(new byte[64]), "AAAA", "="];
        foreach (var encrypt in genuinelySigned)
        {
            await target.TryAsync(Envelope(WeChatCipher.Sign(account.Token, "1", "2", encrypt), encrypt), "signed");
            await target.TryAsync(Envelope(new string('0', 40), encrypt), "forged");
        }

        await target.TryAsync(new("no query", HttpMethod.Post, "", [], false), "");
        await target.TryAsync(new("no query", HttpMethod.Get, "", [], false), "");
        await target.TryAsync(new("too large", HttpMethod.Post, Envelope("x", "y").Query, new byte[2 << 20], false), "");

        Assert.Equal("403", Assert.Single(target.Refusals.Keys)[..3]);
        Assert.Equal(0, target.Server.Inbox.Calls);
    }

    private static Callback Envelope(string signature, string encrypt) => new("envelope", HttpMethod.Post,
        $"?timestamp=1&nonce=2&encrypt_type=aes&msg_signature={signature}", Encoding.UTF8.GetBytes($"<xml><Encrypt>{encrypt}</Encrypt></xml>"), true);

    private static async Task RunAsync(Target[] targets, int seed, int from, int to) =>
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, _) =>
        {
            var random = new Random(unchecked((seed * 397) ^ index));
            var target = targets[index % targets.Length];
            var isGenuine = index % GenuineEvery < targets.Length;
            await target.TryAsync(isGenuine ? target.Mutator.Genuine(random) : target.Mutator.Next(random), $"seed {seed}, callback {index}");
        });

    /// <summary>What is held when everything that the test itself kept has been dropped.</summary>
    private static long Memory(Target[] targets)
    {
        foreach (var target in targets.Distinct())
        {
            Assert.Equal(target.TakenSinceCleared(), target.Server.Inbox.Calls);
            target.Server.Inbox.Clear();
            target.Server.Log.Clear();
            target.Server.Logs.Clear();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<Target> TargetAsync(PushMode mode)
    {
        var server = await WeChatServer.StartAsync(mode);
        server.Inbox.Answer = _ => Task.FromResult<OutboundPart?>(new OutboundPart("好"));
        return new Target(server, new CallbackMutator(server.Platform.Account, mode));
    }

    private sealed class Target(WeChatServer server, CallbackMutator mutator) : IAsyncDisposable
    {
        private int _taken, _refused, _genuine, _cleared;

        public WeChatServer Server => server;
        public CallbackMutator Mutator => mutator;
        public int Taken => _taken;
        public int Refused => _refused;
        public int Genuine => _genuine;

        /// <summary>Each way in which a refusal looked from outside: status, headers but Date, body.</summary>
        public ConcurrentDictionary<string, int> Refusals { get; } = new();

        public int TakenSinceCleared()
        {
            var since = _taken - _cleared;
            _cleared = _taken;
            return since;
        }

        public async Task TryAsync(Callback callback, string where)
        {
            using var limit = new CancellationTokenSource(Hang);
            using var request = new HttpRequestMessage(callback.Method, new Uri(server.Callback, callback.Query));
            request.Content = callback.Method == HttpMethod.Get ? null : new ByteArrayContent(callback.Body);
            using var answer = await server.Http.SendAsync(request, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            where = $"{callback.What}, {where}: {(int)answer.StatusCode}";

            if ((int)answer.StatusCode >= 500)
            {
                Assert.Fail($"{where}\n{string.Join('\n', server.Logs.Lines.TakeLast(2))}");
            }

            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.True(callback.Signed, where);
                Interlocked.Increment(ref _taken);
            }
            else
            {
                Interlocked.Increment(ref _refused);
                var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
                Refusals.AddOrUpdate($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}", 1, (_, count) => count + 1);
            }

            if (callback.What == "genuine")
            {
                Assert.True(answer.StatusCode == HttpStatusCode.OK, where);
                Interlocked.Increment(ref _genuine);
            }
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
