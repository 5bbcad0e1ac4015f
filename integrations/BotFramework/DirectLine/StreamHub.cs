using System.Collections.Concurrent;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// Which streams are open on this server, and wakes them: at once for what this server adds, and soon for what another one did, with one query for all
/// streams. What is to be shown they read from the transcript themselves: nothing is kept here.
/// </summary>
internal sealed class StreamHub(IServiceScopeFactory scopes, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<StreamHub> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Watch> watches = new();
    private readonly Lock door = new();
    private int open;

    /// <summary>Streams open now.</summary>
    public int Open => open;

    /// <returns>Null when there are too many.</returns>
    public Stream? Join(string conversation)
    {
        lock (door)
        {
            var watch = watches.GetOrAdd(conversation, _ => new Watch());
            if (open >= options.Value.MaxStreams || watch.Streams.Count >= options.Value.MaxStreamsOfConversation)
            {
                return null;
            }

            open++;
            var stream = new Stream(this, conversation);
            watch.Streams.Add(stream);
            return stream;
        }
    }

    /// <summary>The transcript has this many entries.</summary>
    public void Grew(string conversation, int length)
    {
        if (!watches.TryGetValue(conversation, out var watch))
        {
            return;
        }

        lock (door)
        {
            watch.Length = Math.Max(watch.Length, length);
            watch.Streams.ForEach(stream => stream.Wake());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "Open streams could not be looked after; the next look comes in {Pause}", options.Value.PollEvery);
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var known = watches.ToDictionary(watch => watch.Key, watch => watch.Value.Length);
        if (known.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        foreach (var (conversation, length) in await scope.ServiceProvider.GetRequiredService<ITranscripts>().LengthsAsync(known.Keys, stop))
        {
            if (length > known[conversation])
            {
                Grew(conversation, length);
            }
        }
    }

    private void Leave(Stream stream)
    {
        lock (door)
        {
            if (watches.TryGetValue(stream.Conversation, out var watch) && watch.Streams.Remove(stream))
            {
                open--;
                if (watch.Streams.Count == 0)
                {
                    watches.TryRemove(stream.Conversation, out _);
                }
            }
        }
    }

    /// <summary>One conversation's open streams, and how long its transcript was when they were last woken.</summary>
    private sealed class Watch
    {
        public List<Stream> Streams { get; } = [];

        public int Length { get; set; }
    }

    /// <summary>One open stream's bell.</summary>
    internal sealed class Stream(StreamHub hub, string conversation) : IDisposable
    {
        private readonly SemaphoreSlim bell = new(1, 1);

        public string Conversation => conversation;

        /// <summary>Ends when there may be something to read; at once the first time.</summary>
        public Task WaitAsync(CancellationToken stop) => bell.WaitAsync(stop);

        /// <summary>Under the hub's lock, so that the bell is never rung twice.</summary>
        public void Wake()
        {
            if (bell.CurrentCount == 0)
            {
                bell.Release();
            }
        }

        public void Dispose()
        {
            hub.Leave(this);
            bell.Dispose();
        }
    }
}
