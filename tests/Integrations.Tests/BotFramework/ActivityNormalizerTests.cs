using System.Text.Json.Nodes;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Receiving;
using BotAssistant.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>What each activity is to us.</summary>
public sealed class ActivityNormalizerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly ActivityNormalizer _normalizer = new(new BotFrameworkOptions(), new FakeTimeProvider(Noon));

    [Theory]
    [InlineData("""{"membersAdded":[{"id":"bot"}]}""", null, null)]
    [InlineData("""{"membersAdded":[{"id":"u"}]}""", InboundKind.Followed, "u")]
    [InlineData("""{"membersAdded":[{"id":"bot"},{"id":"u"}]}""", InboundKind.Followed, "u")]
    [InlineData("""{"membersAdded":[{"id":"b2","role":"bot"}]}""", null, null)]
    [InlineData("""{"membersAdded":[{"id":""}]}""", null, null)]
    [InlineData("""{"membersAdded":[null]}""", null, null)]
    [InlineData("""{"membersRemoved":[{"id":"u"}]}""", InboundKind.Unfollowed, "u")]
    [InlineData("""{"membersRemoved":[{"id":"bot"}]}""", null, null)]
    [InlineData("""{"topicName":"x"}""", null, null)]
    public void Only_people_come_and_go(string fields, InboundKind? kind, string? person)
    {
        var message = Inbound($$"""{"type":"conversationUpdate","from":{"id":"c"},{{fields[1..]}}""");

        Assert.Equal(kind, message?.Kind);
        Assert.Equal(person is null ? null : ActivityNormalizer.AddressOf("webchat", "c", person), message?.From);
    }

    [Theory]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", InboundKind.Followed)]
    [InlineData("""{"type":"installationUpdate","action":"remove"}""", InboundKind.Unfollowed)]
    [InlineData("""{"type":"installationUpdate","action":"add-upgrade"}""", null)]
    [InlineData("""{"type":"contactRelationUpdate","action":"add"}""", InboundKind.Followed)]
    [InlineData("""{"type":"contactRelationUpdate","action":"remove"}""", InboundKind.Unfollowed)]
    [InlineData("""{"type":"messageReaction"}""", InboundKind.Report)]
    [InlineData("""{"type":"event","name":"webchat/join"}""", InboundKind.Report)]
    [InlineData("""{"type":"endOfConversation","code":"userCancelled"}""", InboundKind.Report)]
    [InlineData("""{"type":"typing"}""", null)]
    [InlineData("""{"type":"Message","text":"x"}""", null)]
    [InlineData("""{"type":"message","text":""}""", InboundKind.Text)]
    [InlineData("""{"type":"message"}""", InboundKind.Unknown)]
    [InlineData("""{"type":"message","value":{"other":1}}""", InboundKind.Unknown)]
    [InlineData("""{"type":"message","text":"x","attachments":[{"contentType":"text/html","content":"<p>x</p>"}]}""", InboundKind.Text)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"https://x/1"}]}""", InboundKind.Image)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"audio/mp4","contentUrl":"https://x/1"}]}""", InboundKind.Voice)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"video/mp4","contentUrl":"https://x/1"}]}""", InboundKind.Video)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/pdf","contentUrl":"https://x/1"}]}""", InboundKind.File)]
    [InlineData("""{"type":"message","attachments":[null,{"contentType":"application/vnd.microsoft.card.hero","contentUrl":"https://x/1"}]}""", InboundKind.Unknown)]
    [InlineData("""{"type":"message","text":"I am a bot","from":{"id":"b2","role":"bot"}}""", null)]
    [InlineData("""{"type":"message","text":"echo","from":{"id":"bot"}}""", null)]
    public void A_type_has_its_kind(string json, InboundKind? kind) => Assert.Equal(kind, Inbound(json)?.Kind);

    [Theory]
    [InlineData("""{"type":"message","text":"是","value":{"choice":"yes"},"channelData":{"messageBack":{"displayText":"是"}}}""", "是", "yes")]
    [InlineData("""{"type":"message","value":{"choice":"yes"},"channelData":{"postBack":true}}""", null, "yes")]
    [InlineData("""{"type":"message","text":"x","value":{"choice":7}}""", "x", null)]
    [InlineData("""{"type":"message","text":"x","value":"yes"}""", "x", null)]
    [InlineData("""{"type":"message","text":"x","value":[{"choice":"yes"}]}""", "x", null)]
    [InlineData("""{"type":"message","text":"x","value":true}""", "x", null)]
    public void A_tapped_choice_is_known_by_its_token(string json, string? text, string? token)
    {
        var message = Inbound(json)!;

        Assert.Equal((text, token), (message.Text, message.ChoiceToken));
    }

    [Fact]
    public void A_photo_keeps_its_address_and_its_caption()
    {
        var message = Inbound("""
            {"type":"message","text":"我的证","attachments":[{"contentType":"image/jpeg","contentUrl":"https://x/1","name":"a.jpg"},{"contentType":"image/png","contentUrl":"https://x/2"},{"contentType":"application/pdf","contentUrl":"https://x/3"}]}
            """)!;

        Assert.Equal("我的证", message.Text);
        Assert.Equal(["https://x/1", "https://x/2"], message.Media.Select(media => media.Url));
        Assert.Equal(2, message.Media.Select(media => media.Id).Distinct().Count());
    }

    [Fact]
    public void Control_characters_are_left_out_of_a_text() =>
        Assert.Equal("a\nb\tc", Inbound("""{"type":"message","text":"a\u0000\nb\u001b\tc\u0085"}""")!.Text);

    [Fact]
    public void A_chat_is_named_by_a_digest()
    {
        var one = Inbound("""{"type":"message","text":"x"}""")!.From;

        Assert.Equal(("botframework", "webchat"), (one.Channel, one.Account));
        // The first half of what sha256sum makes of "c", a line feed, "u".
        Assert.Equal("4e1ec3e8b1e8a49ff0c45fc25487db96", one.User);
        Assert.NotEqual(one, Inbound("""{"type":"message","text":"x","from":{"id":"v"}}""")!.From);
        Assert.NotEqual(one, Inbound("""{"type":"message","text":"x","conversation":{"id":"d"}}""")!.From);
        Assert.NotEqual(one, Inbound("""{"type":"message","text":"x","channelId":"msteams"}""")!.From);
    }

    [Fact]
    public void A_repetition_has_the_same_key_and_nothing_else_has()
    {
        string[] different =
        [
            """{"type":"message","id":"1"}""",
            """{"type":"message","id":"2"}""",
            """{"type":"message","id":"1","conversation":{"id":"d"}}""",
            """{"type":"message","id":"1","channelId":"msteams"}""",
            """{"type":"event","id":"1","name":"x"}""",
            """{"type":"messageReaction","id":"1","timestamp":"2026-11-23T03:00:00Z"}""",
            """{"type":"messageReaction","id":"1","timestamp":"2026-11-23T03:00:01Z"}""",
            """{"type":"message","text":"a"}""",
            """{"type":"message","text":"b"}""",
            """{"type":"message","value":{"choice":"a"}}""",
            """{"type":"message","text":"a","timestamp":"2026-11-23T03:00:01Z"}""",
            """{"type":"message","text":"a","from":{"id":"v"}}""",
        ];

        Assert.Equal(different.Length, different.Select(json => Inbound(json)!.DedupeKey).Distinct().Count());
        Assert.All(different, json => Assert.Equal(Inbound(json)!.DedupeKey, Inbound(json)!.DedupeKey));
        Assert.Equal(Inbound("""{"type":"message","id":"1","text":"a","timestamp":"2026-11-23T03:00:00Z"}""")!.DedupeKey, Inbound("""{"type":"message","id":"1","text":"a","timestamp":"2026-11-23T03:00:09Z"}""")!.DedupeKey);
    }

    [Theory]
    [InlineData("2026-11-23T03:00:00.1234567Z", "2026-11-23T03:00:00.1234567Z")]
    [InlineData("2026-11-23T11:00:00+08:00", "2026-11-23T03:00:00Z")]
    [InlineData("2036-11-23T03:00:00Z", "2026-11-23T04:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "2026-11-23T04:00:00Z")]
    [InlineData(null, "2026-11-23T04:00:00Z")]
    public void The_time_is_the_channels_unless_it_cannot_be(string? timestamp, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), Inbound(timestamp is null ? """{"type":"message"}""" : $$"""{"type":"message","timestamp":"{{timestamp}}"}""")!.SentAt);

    [Fact]
    public void A_route_has_what_a_push_needs_and_no_names()
    {
        var message = Inbound("""
            {"type":"message","id":"1","from":{"id":"u","name":"王小明"},"conversation":{"id":"c","name":"王小明"},"locale":"zh-CN","channelData":{"tenant":{"id":"t-1"}}}
            """)!;

        Assert.Equal(
            """{"serviceUrl":"https://s/","conversation":{"id":"c"},"bot":{"id":"bot"},"user":{"id":"u"},"channelId":"webchat","locale":"zh-CN","tenantId":"t-1","replyToId":"1","verified":true}""",
            message.Route);
    }

    [Theory]
    [InlineData("""{"type":"conversationUpdate","membersRemoved":[{"id":"u"}]}""")]
    [InlineData("""{"type":"message","serviceUrl":null}""")]
    public void Who_left_or_has_no_address_has_no_route(string json) => Assert.Null(Inbound(json)!.Route);

    [Theory]
    [InlineData("""{"type":"message","channelId":"a:b"}""")]
    [InlineData("""{"type":"message","channelId":""}""")]
    [InlineData("""{"type":"message","conversation":{"id":""}}""")]
    [InlineData("""{"type":"message","from":{"id":""}}""")]
    public void Who_does_not_say_who_and_where_is_not_read(string json) => Assert.IsType<Intake.Unreadable>(Normalize(json));

    [Fact]
    public void An_id_has_a_length()
    {
        var long1025 = new string('x', 1025);
        foreach (var json in new[] { $$$"""{"type":"message","id":"{{{long1025}}}"}""", $$$"""{"type":"message","from":{"id":"{{{long1025}}}"}}""", $$$"""{"type":"message","conversation":{"id":"{{{long1025}}}"}}""" })
        {
            Assert.IsType<Intake.Unreadable>(Normalize(json));
        }
    }

    private InboundMessage? Inbound(string json) => (Normalize(json) as Intake.Message)?.Inbound;

    private Intake Normalize(string json)
    {
        var activity = (JsonObject)JsonNode.Parse("""{"serviceUrl":"https://s/","channelId":"webchat","from":{"id":"u"},"recipient":{"id":"bot"},"conversation":{"id":"c"}}""")!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(json)!)
        {
            activity[name] = value?.DeepClone();
        }

        return _normalizer.Normalize(ActivityJson.Read(System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString()))!, verified: true);
    }
}
