using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.WeChat;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>publish-menu</c>: the account's menus by role. An entry's key is the command word it stands for.</summary>
internal static class PublishMenuVerb
{
    private static readonly string[] Everyone = ["file", "continue", "human"];
    private static readonly string[] Owner = ["progress", "self-check", "menu"];
    private static readonly string[] Inspector = ["to-verify", "menu", "human"];
    private static readonly string[] Officer = ["queue", "menu", "human"];

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var menus = new MenuDefinition(Entries(texts, Everyone), new Dictionary<string, IReadOnlyList<MenuEntry>>
        {
            [WeChatTags.Owner] = Entries(texts, Owner),
            [WeChatTags.Inspector] = Entries(texts, Inspector),
            [WeChatTags.Officer] = Entries(texts, Officer),
        });
        var answer = await services.GetRequiredService<WeChatMenus>().PublishAsync(menus, stop);
        await Console.Out.WriteLineAsync(answer.Failure is { } error ? texts.Say("host.menu-failed", ("error", error)) : texts.Say("host.menu-published"));
        return answer.Failure is null ? 0 : 1;
    }

    private static IReadOnlyList<MenuEntry> Entries(ITexts texts, string[] words)
        => [.. words.Select(word => new MenuEntry(WordBook.Spellings(texts, word)[0]) { Key = WordBook.Spellings(texts, word)[0] })];
}
