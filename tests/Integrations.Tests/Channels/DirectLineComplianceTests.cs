using System.Net.Http.Headers;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Integrations.Tests.DirectLine;
using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;

namespace BotAssistant.Integrations.Tests.Channels;

public sealed class DirectLineComplianceTests : ChannelCompliance
{
    protected override async Task<ChannelFixture> StartAsync()
    {
        var server = await DirectLineServer.StartAsync();
        var person = await server.BeginAsync();
        server.Inbox.Clear();
        return new DirectLineFixture(server, person);
    }

    private sealed class DirectLineFixture(DirectLineServer server, DirectLinePerson person) : ChannelFixture
    {
        /// <summary>The platform's limit for one activity.</summary>
        private const int MaxCharacters = 256 << 10;

        private bool forgotten;

        public override RecordingInbox Inbox => server.Inbox;

        public override IChannel Channel => forgotten ? new Elsewhere(server.Channel) : server.Channel;

        public override IReadOnlyCollection<Sample> Samples => [Sample.Text, Sample.Tap, Sample.Photo, Sample.Joined, Sample.Strange];

        public override IReadOnlyCollection<Trouble> Troubles => [Trouble.Busy, Trouble.ContactGone];

        public override IReadOnlyCollection<string> Secrets => [person.Token, person.User, person.Conversation, DirectLineServer.Secret, person.StreamUrl.Split("t=")[1]];

        public override IEnumerable<string> Logged => [.. server.Logs.Lines, .. server.Log.Entries.Select(entry => entry.ToString())];

        /// <summary>What the bot said, as a page shows it.</summary>
        public override IReadOnlyList<string> Screen
        {
            get
            {
                server.Transcripts.AreDown = false;
                var (activities, _) = person.ReadAsync().GetAwaiter().GetResult();
                return [.. activities.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "bot").Select(activity => activity.GetProperty("text").GetString()!)];
            }
        }

        public override bool IsPublic => true;

        public override async Task<bool> DeliverAsync(Sample sample, string key)
        {
            var answer = sample switch
            {
                Sample.Joined => await new DirectLinePerson(server, "dl_new", $"new-{key}", (await server.Tokens.IssueAsync("dl_new", $"new-{key}", CancellationToken.None)).Token).CallAsync(HttpMethod.Post, "/conversations"),
                Sample.Tap => await person.PostAsync(new { type = "message", value = new { choice = Token }, channelData = new { clientActivityID = key, postBack = true } }),
                Sample.Photo => await person.CallAsync(HttpMethod.Post, $"{person.Path}/upload", new ByteArrayContent(Photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }),
                Sample.Strange => await person.PostAsync(new { type = "message", value = new { what = "ever" }, channelData = new { clientActivityID = key } }),
                _ => await person.SayAsync(Typed, key),
            };
            return answer.Status is 200 or 201;
        }

        public override async Task<bool> ForgeAsync()
        {
            var forged = person with { Token = string.Join('.', [.. person.Token.Split('.')[..2], new string('A', 43)]) };
            return (await forged.SayAsync(Typed)).Status == 200;
        }

        public override Task ProvokeAsync(Trouble trouble)
        {
            (server.Transcripts.AreDown, forgotten) = (trouble == Trouble.Busy, trouble == Trouble.ContactGone);
            return Task.CompletedTask;
        }

        public override bool Fits(OutboundPart part) => part.Body.Length <= MaxCharacters;

        public override string Words(OutboundPart part) => System.Text.Json.JsonElement.Parse(part.Body).GetProperty("text").GetString()!;

        public override ValueTask DisposeAsync() => server.DisposeAsync();
    }

    /// <summary>The same channel, towards a conversation that is no more.</summary>
    private sealed class Elsewhere(DirectLineChannel channel) : IChannel
    {
        public string Name => channel.Name;
        public bool CountsSends => channel.CountsSends;
        public bool SendsOnce => channel.SendsOnce;
        public bool IsOpen => channel.IsOpen;

        public IReadOnlyList<OutboundPart> Render(OutboundMessage message) => channel.Render(message);

        public Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop) => channel.SendAsync(to with { User = "forgotten" }, part, stop);

        public Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop) => channel.FetchAsync(from, media, stop);
    }
}
