using System.Net;
using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Integrations.Tests.BotFramework;
using BotAssistant.Messaging;
using BotAssistant.Testing.BotFramework;
using BotAssistant.Testing.Messaging;

namespace BotAssistant.Integrations.Tests.Channels;

public sealed class BotFrameworkComplianceTests : ChannelCompliance
{
    protected override async Task<ChannelFixture> StartAsync() => new Azure(await BotFrameworkServer.StartAsync());

    private sealed class Azure(BotFrameworkServer server) : ChannelFixture
    {
        private const string Person = "29:1synthetic-Person_7Qx";
        private const string Conversation = "a:1synthetic-Conversation_9Zk";

        private int provokedAt = int.MaxValue;

        public override RecordingInbox Inbox => server.Inbox.Recorded;

        public override IChannel Channel => server.Channel;

        /// <summary>A kind that we do not know is ignored, as the schema asks (A2014).</summary>
        public override IReadOnlyCollection<Sample> Samples => Enum.GetValues<Sample>();

        /// <summary>There is no window: a bot may write at any time.</summary>
        public override IReadOnlyCollection<Trouble> Troubles => [Trouble.Busy, Trouble.ContactGone, Trouble.AccountStopped, Trouble.Refused, Trouble.NoAnswer];

        public override IReadOnlyCollection<string> Secrets => [Person, Conversation, FakeAzure.AppPassword, server.Azure.ChannelToken().ToString(), .. server.Azure.Tokens];

        public override IEnumerable<string> Logged => [.. server.Logs.Lines, .. server.Log.Entries.Select(entry => entry.ToString())];

        /// <summary>The connector refuses what comes after a provocation.</summary>
        public override IReadOnlyList<string> Screen => [.. server.Azure.Calls.Take(provokedAt).Where(call => call.Method == "POST").Select(call => JsonText(call.Activity, "text") ?? "")];

        public override bool IsPublic => true;

        public override async Task<bool> DeliverAsync(Sample sample, string key)
        {
            using var answer = await server.PostAsync(Activity(sample, key));
            return answer.StatusCode == HttpStatusCode.OK;
        }

        public override async Task<bool> ForgeAsync()
        {
            var stranger = FakeKey.New("channel-1", "webchat");
            using var answer = await server.PostAsync(Activity(Sample.Text, "forged").ToJsonString(), $"Bearer {server.Azure.ChannelToken(stranger)}");
            return answer.StatusCode == HttpStatusCode.OK;
        }

        public override Task ProvokeAsync(Trouble trouble)
        {
            var refusal = trouble switch
            {
                Trouble.Busy => ConnectorReply.Error(429),
                Trouble.ContactGone => ConnectorReply.Error(403, "BotNotInConversationRoster"),
                Trouble.AccountStopped => ConnectorReply.Error(401),
                Trouble.NoAnswer => ConnectorReply.Error(200) with { Drop = true },
                _ => ConnectorReply.Error(400, "BadArgument"),
            };
            provokedAt = server.Azure.Calls.Count;
            server.Azure.Reply(refusal, trouble == Trouble.AccountStopped ? refusal : new ConnectorReply(200, """{"id":"x"}"""));
            return Task.CompletedTask;
        }

        /// <summary>Teams takes about 28 KB with everything around the text (platform/bots, "Bot message size").</summary>
        public override bool Fits(OutboundPart part) => Words(part).Length <= 14_000;

        public override string Words(OutboundPart part) => MessagePart.Read(part.Body)!.Text;

        public override ValueTask DisposeAsync() => server.DisposeAsync();

        private JsonObject Activity(Sample sample, string key)
        {
            var activity = server.Message(Typed, key);
            activity["from"]!["id"] = Person;
            activity["conversation"]!["id"] = Conversation;
            switch (sample)
            {
                case Sample.Tap:
                    activity["text"] = "知道了";
                    activity["value"] = new JsonObject { ["choice"] = Token };
                    break;
                case Sample.Photo:
                    activity.Remove("text");
                    server.Azure.Files["photo-1"] = ("image/png", Photo);
                    activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = $"{server.Azure.ServiceUrl}v3/attachments/photo-1" });
                    break;
                case Sample.Voice:
                    activity.Remove("text");
                    activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "audio/ogg", ["contentUrl"] = $"{server.Azure.ServiceUrl}v3/attachments/voice-1" });
                    break;
                case Sample.Joined or Sample.Left:
                    activity.Remove("text");
                    activity["type"] = "conversationUpdate";
                    activity[sample == Sample.Joined ? "membersAdded" : "membersRemoved"] = new JsonArray(new JsonObject { ["id"] = Person });
                    break;
                case Sample.Strange:
                    activity["type"] = "somethingNew";
                    break;
            }

            return activity;
        }

        private static string? JsonText(JsonObject activity, string name) => activity.TryGetPropertyValue(name, out var value) ? value?.GetValue<string>() : null;
    }
}
