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

    /// <param name="until">When the token ends that it was opened with.</param>
    /// <returns>Null when there are too many.</returns>
    public Stream? Join(string conversation, DateTimeOffset until)
    {
        lock (door)
        {
            if (open >= options.Value.MaxStreams || (watches.TryGetValue(conversation, out var others) && others.Streams.Count >= options.Value.MaxStreamsOfConversation))
            {
                return null;
            }

            open++;
            var stream = new Stream(this, time, conversation, until);
            var watch = watches.GetOrAdd(conversation, _ => new Watch());
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

    /// <summary>The conversation's token was renewed: what is open stays open as long as that one lasts.</summary>
    public void Extend(string conversation, TimeSpan left)
    {
        lock (door)
        {
            if (watches.TryGetValue(conversation, out var watch))
            {
                watch.Streams.ForEach(stream => stream.Until = time.GetUtcNow() + left);
            }
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

    /// <summary>One open stream, and the bell that calls it to look into its transcript.</summary>
    internal sealed class Stream(StreamHub hub, TimeProvider time, string conversation, DateTimeOffset until) : IDisposable
    {
        private TaskCompletionSource rung = Rung();
        private long until = until.UtcTicks;

        public string Conversation => conversation;

        /// <summary>When it is to be closed.</summary>
        public DateTimeOffset Until
        {
            get => new(Interlocked.Read(ref until), TimeSpan.Zero);
            set => Interlocked.Exchange(ref until, value.UtcTicks);
        }

        /// <returns>True when there may be something to read, at once the first time; false when nothing was added for that long.</returns>
        public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken stop)
        {
            try
            {
                await rung.Task.WaitAsync(longest, time, stop);
            }
            catch (TimeoutException)
            {
                return false;
            }

            // Before the transcript is read: what is added from here on rings again.
            Volatile.Write(ref rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return true;
        }

        public void Wake() => Volatile.Read(ref rung).TrySetResult();

        public void Dispose() => hub.Leave(this);

        private static TaskCompletionSource Rung()
        {
            var rung = new TaskCompletionSource();
            rung.SetResult();
            return rung;
        }
    }
}
