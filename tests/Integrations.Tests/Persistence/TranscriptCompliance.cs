using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteTranscriptTests(Sqlite database) : TranscriptCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresTranscriptTests(Postgres database) : TranscriptCompliance(database), IClassFixture<Postgres>;

public abstract class TranscriptCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;

    /// <summary>Each test has a transcript to itself.</summary>
    private readonly string id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_transcript_is_started_once_and_comes_back_as_it_stands()
    {
        Assert.Null(await Ask<ITranscripts, Transcript?>(transcripts => transcripts.FindAsync(id, Stop)));
        var started = new Transcript(id, "user-1", Time.GetUtcNow(), 0);
        Assert.Equal((started, true), await StartAsync());

        Time.Advance(TimeSpan.FromHours(1));
        await AppendAsync("k1", "一");
        Assert.Equal((started with { Length = 1 }, false), await StartAsync("user-2"));
        Assert.Equal(started with { Length = 1 }, await Ask<ITranscripts, Transcript?>(transcripts => transcripts.FindAsync(id, Stop)));
    }

    [Fact]
    public async Task Of_many_starts_at_once_exactly_one_is_new()
    {
        await using var other = SecondServer();
        var starts = await AtOnceAsync(16, other, (transcripts, i) => transcripts.StartAsync(id, $"user-{i}", Stop));
        var started = Assert.Single(starts, start => start.IsNew).Transcript;
        Assert.All(starts, start => Assert.Equal(started, start.Transcript));
    }

    [Fact]
    public async Task Eight_writers_on_two_servers_number_the_entries_without_gaps_however_often_they_repeat_themselves()
    {
        await StartAsync();
        await using var other = SecondServer();
        var numbers = await AtOnceAsync(8, other, async (transcripts, writer) =>
        {
            var given = new List<(string Key, int Number, bool IsNew)>();
            for (var i = 0; i < 20; i++)
            {
                // Every other entry is one that all writers try to append.
                var key = i % 2 == 0 ? $"{writer}-{i}" : $"all-{i}";
                var (number, isNew) = await transcripts.AppendAsync(id, key, key, Stop);
                given.Add((key, number, isNew));
            }

            return given;
        });

        var entries = await ReadAsync(0, 1000);
        Assert.Equal(Enumerable.Range(1, (8 * 10) + 10), entries.Select(entry => entry.Number));
        Assert.Equal(entries.Count, (await StartAsync()).Transcript.Length);
        Assert.Equal(entries.Count, numbers.SelectMany(given => given).Count(entry => entry.IsNew));
        Assert.All(numbers.SelectMany(given => given), entry => Assert.Equal(entry.Key, entries[entry.Number - 1].Body));
    }

    [Fact]
    public async Task A_repeated_key_keeps_its_number_and_its_body_and_the_next_entry_follows_without_a_gap()
    {
        await StartAsync();
        Assert.Equal((1, true), await AppendAsync("k1", "一"));
        Assert.Equal((2, true), await AppendAsync("k2", "二"));
        Assert.Equal((1, false), await AppendAsync("k1", "别的"));
        Assert.Equal(2, (await StartAsync()).Transcript.Length);
        Assert.Equal((3, true), await AppendAsync("k3", "三"));
        Assert.Equal([new(1, "一"), new(2, "二"), new(3, "三")], await ReadAsync(0, 10));
    }

    [Fact]
    public async Task Nothing_is_added_to_a_transcript_that_was_never_started()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync("k1", "一"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AddFileAsync(new TranscriptFile("f1", "image/png", [1])));
        Assert.False(await ReplaceAsync("k1", "二"));
        Assert.Empty(await ReadAsync(0, 10));
        Assert.Null(await FindFileAsync("f1"));
    }

    [Fact]
    public async Task An_entry_is_replaced_in_its_place()
    {
        await StartAsync();
        await AppendAsync("k1", "一");
        await AppendAsync("k2", "二");
        Assert.True(await ReplaceAsync("k1", "改"));
        Assert.False(await ReplaceAsync("k3", "没有"));
        Assert.Equal([new(1, "改"), new(2, "二")], await ReadAsync(0, 10));
        Assert.Equal(2, (await StartAsync()).Transcript.Length);
    }

    [Fact]
    public async Task Entries_are_read_in_pages()
    {
        await StartAsync();
        for (var i = 1; i <= 7; i++)
        {
            await AppendAsync($"k{i}", $"{i}");
        }

        Assert.Equal([1, 2, 3], (await ReadAsync(0, 3)).Select(entry => entry.Number));
        Assert.Equal([4, 5, 6], (await ReadAsync(3, 3)).Select(entry => entry.Number));
        Assert.Equal([7], (await ReadAsync(6, 3)).Select(entry => entry.Number));
        Assert.Empty(await ReadAsync(7, 3));
    }

    [Fact]
    public async Task Lengths_show_what_another_server_has_appended()
    {
        var (empty, missing) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        await StartAsync();
        await Alone<ITranscripts>(transcripts => transcripts.StartAsync(empty, "user-1", Stop));
        await using var other = SecondServer();
        await using (var scope = other.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ITranscripts>().AppendAsync(id, "k1", "一", Stop);
        }

        var lengths = await Ask<ITranscripts, IReadOnlyDictionary<string, int>>(transcripts => transcripts.LengthsAsync([id, empty, missing, id], Stop));
        Assert.Equal(new Dictionary<string, int> { [id] = 1, [empty] = 0 }, lengths);
        Assert.Empty(await Ask<ITranscripts, IReadOnlyDictionary<string, int>>(transcripts => transcripts.LengthsAsync([], Stop)));
    }

    [Fact]
    public async Task A_file_comes_back_whole_and_only_from_its_own_transcript()
    {
        await StartAsync();
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        await AddFileAsync(new TranscriptFile("f1", "image/png", bytes));
        await AddFileAsync(new TranscriptFile("f1", "image/jpeg", [1]));
        var found = await FindFileAsync("f1");
        Assert.Equal(("f1", "image/png"), (found!.Id, found.ContentType));
        Assert.Equal(bytes, found.Bytes);
        Assert.Null(await FindFileAsync("f2"));
        Assert.Null(await Ask<ITranscripts, TranscriptFile?>(transcripts => transcripts.FindFileAsync("other", "f1", Stop)));
    }

    [Fact]
    public async Task A_turn_may_append_and_does_not_wait_for_itself()
    {
        await StartAsync();
        await Do<ITranscripts>(async transcripts =>
        {
            Assert.Equal((1, true), await transcripts.AppendAsync(id, "k1", "一", Stop));
            Assert.Equal((1, false), await transcripts.AppendAsync(id, "k1", "一", Stop));
        });
        Assert.Equal([new(1, "一")], await ReadAsync(0, 10));
    }

    [Fact]
    public async Task A_transcript_nobody_adds_to_goes_with_its_entries_and_files()
    {
        var (old, busy, filed) = ($"{id}-old", $"{id}-busy", $"{id}-filed");
        foreach (var transcript in (string[])[old, busy, filed])
        {
            await Alone<ITranscripts>(async transcripts =>
            {
                await transcripts.StartAsync(transcript, "user-1", Stop);
                await transcripts.AppendAsync(transcript, "k1", "一", Stop);
                await transcripts.AddFileAsync(transcript, new TranscriptFile("f1", "image/png", [1]), Stop);
            });
        }

        Time.Advance(TimeSpan.FromDays(10));
        await Alone<ITranscripts>(transcripts => transcripts.AppendAsync(busy, "k2", "二", Stop));
        await Alone<ITranscripts>(transcripts => transcripts.AddFileAsync(filed, new TranscriptFile("f2", "image/png", [2]), Stop));
        await Ask<IRetention, int>(retention => retention.PurgeAsync(new RetentionLimits(Never, Never, Never, Never, Never, Time.GetUtcNow().AddDays(-1), Never), Stop));

        await Alone<ITranscripts>(async transcripts =>
        {
            Assert.Null(await transcripts.FindAsync(old, Stop));
            Assert.Empty(await transcripts.ReadAsync(old, 0, 10, Stop));
            Assert.Null(await transcripts.FindFileAsync(old, "f1", Stop));
            Assert.Equal(2, (await transcripts.ReadAsync(busy, 0, 10, Stop)).Count);
            Assert.NotNull(await transcripts.FindFileAsync(filed, "f1", Stop));
        });
    }

    [Fact]
    public async Task The_double_of_the_channel_tests_behaves_alike()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var memory = new MemoryTranscripts(Time);
        await using var scope = Services.CreateAsyncScope();
        var stored = scope.ServiceProvider.GetRequiredService<ITranscripts>();
        for (var step = 0; step < 200; step++)
        {
            var (transcript, key, body, which) = ($"{id}-{random.Next(3)}", $"k{random.Next(8)}", $"{step}", random.Next(6));
            var (expected, actual) = (await StepAsync(stored, transcript, key, body, which), await StepAsync(memory, transcript, key, body, which));
            Assert.True(Equals(expected, actual), $"Seed {seed}, step {step}: {expected} in the database, {actual} in memory.");
        }
    }

    /// <summary>What a call brings, to be compared.</summary>
    private static async Task<object?> StepAsync(ITranscripts transcripts, string transcript, string key, string body, int which)
    {
        try
        {
            return which switch
            {
                0 => await transcripts.StartAsync(transcript, body, Stop),
                1 => await transcripts.FindAsync(transcript, Stop),
                2 => await transcripts.ReplaceAsync(transcript, key, body, Stop),
                3 => string.Join(' ', await transcripts.ReadAsync(transcript, 1, 3, Stop)),
                4 => string.Join(' ', await transcripts.LengthsAsync([transcript, key], Stop)),
                _ => await transcripts.AppendAsync(transcript, key, body, Stop),
            };
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    /// <summary>Runs the work on as many scopes at once; on PostgreSQL every other one is on the second server, SQLite has but one.</summary>
    private Task<T[]> AtOnceAsync<T>(int count, ServiceProvider other, Func<ITranscripts, int, Task<T>> work)
        => Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 1 && Database.Provider == "postgres" ? other : Services).CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<ITranscripts>(), i);
        })));

    private Task<(Transcript Transcript, bool IsNew)> StartAsync(string user = "user-1")
        => Ask<ITranscripts, (Transcript, bool)>(transcripts => transcripts.StartAsync(id, user, Stop));

    private Task<(int Number, bool IsNew)> AppendAsync(string key, string body)
        => Ask<ITranscripts, (int, bool)>(transcripts => transcripts.AppendAsync(id, key, body, Stop));

    private Task<bool> ReplaceAsync(string key, string body) => Ask<ITranscripts, bool>(transcripts => transcripts.ReplaceAsync(id, key, body, Stop));

    private Task<IReadOnlyList<TranscriptEntry>> ReadAsync(int after, int limit)
        => Ask<ITranscripts, IReadOnlyList<TranscriptEntry>>(transcripts => transcripts.ReadAsync(id, after, limit, Stop));

    private Task AddFileAsync(TranscriptFile file) => Alone<ITranscripts>(transcripts => transcripts.AddFileAsync(id, file, Stop));

    private Task<TranscriptFile?> FindFileAsync(string file) => Ask<ITranscripts, TranscriptFile?>(transcripts => transcripts.FindFileAsync(id, file, Stop));
}
