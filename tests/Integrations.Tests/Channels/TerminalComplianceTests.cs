using System.Text;
using BotAssistant.Messaging;
using BotAssistant.Terminal;
using BotAssistant.Testing.Messaging;

namespace BotAssistant.Integrations.Tests.Channels;

public sealed class TerminalComplianceTests : ChannelCompliance
{
    protected override Task<ChannelFixture> StartAsync() => Task.FromResult<ChannelFixture>(new Terminal());

    private sealed class Terminal : ChannelFixture
    {
        private static readonly ChatAddress Address = new(TerminalChannel.ChannelName, "local", "owner");

        private readonly StringWriter screen = new();
        private readonly TerminalChannel channel = new();
        private readonly string photo = Path.GetTempFileName();

        public Terminal()
        {
            channel.Attach(Address, screen);
            File.WriteAllBytes(photo, Photo);
        }

        public override RecordingInbox Inbox { get; } = new();

        public override IChannel Channel => channel;

        public override IReadOnlyCollection<Sample> Samples => [Sample.Text, Sample.Photo];

        public override IReadOnlyCollection<Trouble> Troubles => [Trouble.WindowClosed];

        public override IReadOnlyCollection<string> Secrets => [];

        /// <summary>It has no log of its own.</summary>
        public override IEnumerable<string> Logged => [];

        public override IReadOnlyList<string> Screen => screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public override bool IsPublic => false;

        public override async Task<bool> DeliverAsync(Sample sample, string key)
        {
            using var keyboard = new StringReader(sample == Sample.Photo ? $"@{photo}" : Typed);
            await new TerminalSession(Inbox, Address, keyboard, screen, TimeProvider.System).RunAsync(echo: false, () => Task.CompletedTask, default);
            return true;
        }

        public override Task<bool> ForgeAsync() => Task.FromResult(false);

        /// <summary>The window is closed: another person's terminal is open.</summary>
        public override Task ProvokeAsync(Trouble trouble)
        {
            channel.Attach(Address with { User = "inspector" }, screen);
            return Task.CompletedTask;
        }

        public override bool Fits(OutboundPart part) => true;

        public override ValueTask DisposeAsync()
        {
            File.Delete(photo);
            return ValueTask.CompletedTask;
        }
    }
}
