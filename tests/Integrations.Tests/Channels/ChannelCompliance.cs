using BotAssistant.Messaging;
using Xunit;

namespace BotAssistant.Integrations.Tests.Channels;

/// <summary>What every channel must do alike. A channel derives from it with its fixture.</summary>
public abstract class ChannelCompliance
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(15);

    public static TheoryData<Sample> Samples => [.. Enum.GetValues<Sample>()];

    public static TheoryData<Trouble> Troubles => [.. Enum.GetValues<Trouble>()];

    protected abstract Task<ChannelFixture> StartAsync();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_message_of_each_kind_reaches_the_inbox_in_the_one_shape(Sample sample)
    {
        await using var channel = await StartAsync();
        Assert.SkipUnless(channel.Samples.Contains(sample), $"{channel.Channel.Name} has no {sample}.");

        Assert.True(await channel.DeliverAsync(sample, "k1"));

        if (sample == Sample.Strange && channel.Inbox.Received.Count == 0)
        {
            return;
        }

        var message = Assert.Single(channel.Inbox.Received);
        Assert.Equal(Kind(sample), message.Kind);
        Assert.Equal(channel.Channel.Name, message.From.Channel);
        Assert.NotEqual("", message.DedupeKey);
        switch (sample)
        {
            case Sample.Text:
                Assert.Equal(ChannelFixture.Typed, message.Text);
                Assert.Empty(message.Media);
                Assert.Null(message.ChoiceToken);
                break;
            case Sample.Tap:
                Assert.Equal(ChannelFixture.Token, message.ChoiceToken);
                break;
            case Sample.Photo:
                var fetched = await channel.Channel.FetchAsync(message.From, Assert.Single(message.Media), TestContext.Current.CancellationToken);
                Assert.Equal(ChannelFixture.Photo, Assert.IsType<MediaResult.Fetched>(fetched).Bytes);
                break;
        }
    }

    [Fact]
    public async Task A_forged_message_is_refused_and_nothing_is_stored()
    {
        await using var channel = await StartAsync();
        Assert.SkipUnless(channel.IsPublic, $"Nobody but this process delivers to {channel.Channel.Name}.");

        Assert.False(await channel.ForgeAsync());

        Assert.Empty(channel.Inbox.Received);
        Assert.Equal(0, channel.Inbox.Calls);
    }

    [Fact]
    public async Task A_repeated_delivery_is_one_message_and_both_are_acknowledged()
    {
        await using var channel = await StartAsync();
        Assert.SkipUnless(channel.IsPublic, $"{channel.Channel.Name} repeats nothing.");

        Assert.True(await channel.DeliverAsync(Sample.Text, "k1"));
        Assert.True(await channel.DeliverAsync(Sample.Text, "k1"));
        Assert.True(await channel.DeliverAsync(Sample.Text, "k2"));

        Assert.Equal(2, channel.Inbox.Received.Count(message => message.Kind == InboundKind.Text));
    }

    [Fact]
    public async Task A_message_that_could_not_be_stored_is_not_acknowledged()
    {
        await using var channel = await StartAsync();
        Assert.SkipUnless(channel.IsPublic, $"{channel.Channel.Name} has nobody to acknowledge to.");
        channel.Inbox.Answer = _ => throw new InvalidOperationException("The disk is full.");

        Assert.False(await channel.DeliverAsync(Sample.Text, "k1"));
    }

    [Fact]
    public async Task A_slow_turn_is_acknowledged_in_time_and_its_answer_is_pushed()
    {
        await using var channel = await StartAsync();
        Assert.True(await channel.DeliverAsync(Sample.Text, "k1"));
        Assert.SkipWhen(channel.Inbox.Patience == Timeout.InfiniteTimeSpan, $"{channel.Channel.Name} waits as long as it takes.");
        Assert.InRange(channel.Inbox.Patience, TimeSpan.Zero, LongestHold);
        Assert.DoesNotContain("好了", channel.Screen);

        Assert.IsType<SendResult.Sent>(await SendAsync(channel, "好了"));

        Assert.Single(channel.Screen, "好了");
    }

    [Fact]
    public async Task A_long_answer_is_split_and_nothing_of_it_is_lost()
    {
        await using var channel = await StartAsync();
        var sentences = Enumerable.Range(1, 9_000).Select(n => $"第{n}句说的是🍡👨‍👩‍👧。").ToList();

        var parts = channel.Channel.Render(new OutboundMessage(string.Concat(sentences)) { Choices = [new Choice("知道了", ChannelFixture.Token)] });

        Assert.All(parts, part => Assert.True(channel.Fits(part)));
        var words = string.Concat(parts.Select(channel.Words));
        Assert.All(sentences, sentence => Assert.Contains(sentence, words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Each_trouble_is_told_apart(Trouble trouble)
    {
        await using var channel = await StartAsync();
        Assert.SkipUnless(channel.Troubles.Contains(trouble), $"{channel.Channel.Name} has no {trouble}.");
        Assert.True(await channel.DeliverAsync(Sample.Text, "k1"));
        await channel.ProvokeAsync(trouble);

        var result = await SendAsync(channel, "到期提醒");

        Assert.Equal(Expected(trouble), result.GetType());
        Assert.DoesNotContain("到期提醒", channel.Screen);
    }

    [Fact]
    public async Task No_secret_and_no_word_of_a_person_is_ever_logged()
    {
        await using var channel = await StartAsync();
        foreach (var sample in channel.Samples)
        {
            await channel.DeliverAsync(sample, $"k-{sample}");
        }

        if (channel.IsPublic)
        {
            await channel.ForgeAsync();
        }

        await SendAsync(channel, "身份证号码");
        foreach (var trouble in channel.Troubles)
        {
            await channel.ProvokeAsync(trouble);
            await SendAsync(channel, "身份证号码");
        }

        var log = string.Join('\n', channel.Logged);
        Assert.All(channel.Secrets.Append(ChannelFixture.Typed).Append("身份证号码"), secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private static Task<SendResult> SendAsync(ChannelFixture channel, string text)
        => channel.Channel.SendAsync(channel.Inbox.Received[^1].From, channel.Channel.Render(new OutboundMessage(text))[0] with { MessageId = Guid.CreateVersion7() }, TestContext.Current.CancellationToken);

    private static InboundKind Kind(Sample sample) => sample switch
    {
        Sample.Text or Sample.Tap => InboundKind.Text,
        Sample.Photo => InboundKind.Image,
        Sample.Voice => InboundKind.Voice,
        Sample.Joined => InboundKind.Followed,
        Sample.Left => InboundKind.Unfollowed,
        _ => InboundKind.Unknown,
    };

    private static Type Expected(Trouble trouble) => trouble switch
    {
        Trouble.Busy => typeof(SendResult.RetryLater),
        Trouble.WindowClosed => typeof(SendResult.RouteClosed),
        Trouble.ContactGone => typeof(SendResult.ContactGone),
        Trouble.AccountStopped => typeof(SendResult.AccountStopped),
        Trouble.Refused => typeof(SendResult.OursToFix),
        _ => typeof(SendResult.OutcomeUnknown),
    };
}
