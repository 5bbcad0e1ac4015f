using System.Net;
using System.Text;
using BotAssistant.Integrations.Tests.WeChat;
using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;

namespace BotAssistant.Integrations.Tests.Channels;

public sealed class WeChatComplianceTests : ChannelCompliance
{
    protected override async Task<ChannelFixture> StartAsync()
        => new WeChat(await WeChatServer.StartAsync(account: WeChatAccount.Synthetic with { Token = "SigningToken7Qx" }));

    private sealed class WeChat(WeChatServer server) : ChannelFixture
    {
        private const string OpenId = "oCompliance_7xQ2";
        private const string Send = "message/custom/send";
        private const int TextLimitBytes = 2047;

        private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

        public override RecordingInbox Inbox => server.Inbox;

        public override IChannel Channel => server.Channel;

        public override IReadOnlyCollection<Sample> Samples => Enum.GetValues<Sample>();

        public override IReadOnlyCollection<Trouble> Troubles => Enum.GetValues<Trouble>();

        public override IReadOnlyCollection<string> Secrets =>
            [OpenId, server.Platform.Account.AppSecret, server.Platform.Account.Token, server.Platform.Account.EncodingAesKey];

        public override IEnumerable<string> Logged => [.. server.Logs.Lines, .. server.Log.Entries.Select(entry => entry.ToString())];

        public override IReadOnlyList<string> Screen => server.Platform.User(OpenId).Screen.Texts;

        public override bool IsPublic => true;

        public override async Task<bool> DeliverAsync(Sample sample, string key)
        {
            server.Platform.User(OpenId);
            server.Platform.Windows.Open(OpenId, Window.Message);
            var reply = await server.Platform.PushOnceAsync(Push(server.Platform.Account, sample, key));
            // The inbox of this test is the recording one, which knows no retries: what is not stored is told apart by the status.
            return reply.Status == HttpStatusCode.OK;
        }

        public override async Task<bool> ForgeAsync()
        {
            var stranger = server.Platform.Account with { Token = "not-the-token" };
            using var http = new HttpClient();
            var pusher = new WeChatPusher(http, server.Callback, stranger, PushMode.Safe, TimeProvider.System);
            return (await pusher.PushAsync(Push(stranger, Sample.Text, "forged"))).Status == HttpStatusCode.OK;
        }

        public override Task ProvokeAsync(Trouble trouble)
        {
            if (trouble == Trouble.NoAnswer)
            {
                server.Platform.Api.Inject(Send, Fault.Drop);
            }
            else
            {
                server.Platform.Api.Fail(Send, trouble switch
                {
                    Trouble.Busy => -1,
                    Trouble.WindowClosed => 45015,
                    Trouble.ContactGone => 43004,
                    Trouble.AccountStopped => 40243,
                    _ => 40008,
                });
            }

            return Task.CompletedTask;
        }

        public override bool Fits(OutboundPart part) => Encoding.UTF8.GetByteCount(part.Body) <= TextLimitBytes;

        public override string Words(OutboundPart part) => part.Body[(part.Body.IndexOf('\n', StringComparison.Ordinal) + 1)..];

        public override ValueTask DisposeAsync() => server.DisposeAsync();

        private string Push(WeChatAccount account, Sample sample, string key)
        {
            (string Type, (string Name, string Value)[] Fields) push = sample switch
            {
                Sample.Text => ("text", [("Content", Typed)]),
                Sample.Tap => ("text", [("Content", "知道了"), ("bizmsgmenuid", Token)]),
                Sample.Photo => ("image", [("MediaId", server.Platform.Media.Keep(Photo, "image/png"))]),
                Sample.Voice => ("voice", [("MediaId", "m1"), ("Format", "amr")]),
                Sample.Joined => ("event", [("Event", "subscribe"), ("EventKey", "")]),
                Sample.Left => ("event", [("Event", "unsubscribe"), ("EventKey", "")]),
                _ => ("event", [("Event", "something_new")]),
            };
            var identity = Math.Abs(key.GetHashCode(StringComparison.Ordinal)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return PushXml.Of(account, OpenId, now, push.Type, [.. push.Fields, ("MsgId", identity)]);
        }
    }
}
