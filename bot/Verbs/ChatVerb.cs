using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Public;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Terminal;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>chat</c>: the product in this terminal, at a keyboard or in a pipe.</summary>
internal static class ChatVerb
{
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(IHost host, IServiceProvider services, Role role, string? record, string? files, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var address = new ChatAddress(TerminalChannel.ChannelName, "local", role.ToString().ToLowerInvariant());
        if (!await MayBeAsync(host, services, address, role, stop))
        {
            await Console.Error.WriteLineAsync(texts.Say("host.chat-as-refused", ("role", role.ToString().ToLowerInvariant())));
            return 2;
        }

        await using var file = record is null ? null : new StreamWriter(record, append: false);
        var isPiped = Console.IsInputRedirected;
        await using var output = new Recorder(Console.Out, file);
        if (!isPiped)
        {
            await Console.Out.WriteLineAsync(texts.Say("host.chat-hello", ("role", texts.Say($"host.role-{role.ToString().ToLowerInvariant()}"))));
        }

        services.GetRequiredService<FileAddresses>().TerminalFolder = files ?? Directory.CreateTempSubdirectory("botassistant-files-").FullName;
        services.GetRequiredService<TerminalChannel>().Attach(address, output);
        var session = new TerminalSession(services.GetRequiredService<IInbox>(), address, Console.In, output, services.GetRequiredService<TimeProvider>());
        var outbox = services.GetRequiredService<OutboxSender>();
        await session.RunAsync(echo: isPiped || record is not null, () => PushAsync(outbox, stop), stop);
        return 0;
    }

    /// <summary>What others had for this person is printed before the next line is read.</summary>
    private static async Task PushAsync(OutboxSender outbox, CancellationToken stop)
    {
        while (await outbox.RunOnceAsync(stop) > 0)
        {
            // There may be more.
        }
    }

    /// <summary>In development the terminal is who it says; elsewhere only somebody with a code is staff.</summary>
    private static async Task<bool> MayBeAsync(IHost host, IServiceProvider services, ChatAddress address, Role role, CancellationToken stop)
    {
        if (role == Role.Owner || await services.GetRequiredService<IPeople>().FindAsync(address, stop) is { } known && known.Role == role)
        {
            return true;
        }

        if (!host.Services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            return false;
        }

        var name = services.GetRequiredService<ITexts>().Say($"host.terminal-{role.ToString().ToLowerInvariant()}");
        var work = services.GetRequiredService<IUnitOfWork>();
        var desk = services.GetRequiredService<InvitationDesk>();
        await work.BeginAsync(address, stop);
        var code = await desk.InviteAsync(role, name, [Person.WholeCity], CodeLasts, stop);
        await desk.BindAsync(address, code, stop);
        await work.CommitAsync(stop);
        return true;
    }
}
