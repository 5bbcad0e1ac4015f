using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BotAssistant.Testing.Browser;

/// <summary>The chat page as a person uses it: taps, types, sends photos, reads. Every wait ends when the page shows it, or fails.</summary>
public sealed class ChatPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly IPage _page;

    private ChatPage(IPage page) => _page = page;

    /// <summary>What a browser complained of or should not have done: errors, refused scripts and styles, requests to anywhere but the page's own server.</summary>
    public IReadOnlyList<string> Troubles => [.. _troubles];

    /// <summary>The page itself, for what only one test needs.</summary>
    public IPage Page => _page;

    /// <summary>Opens the address in a new tab.</summary>
    public static async Task<ChatPage> OpenAsync(IBrowserContext browser, Uri address)
    {
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var chat = new ChatPage(page);
        chat.Watch(address);
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error(`refused by policy: ${e.violatedDirective} ${e.blockedURI}`), true)");
        await page.GotoAsync(address.ToString());
        return chat;
    }

    /// <summary>Waits until the bot has said it.</summary>
    public Task HearAsync(string text) => Bubble("bot", text).Last.WaitForAsync();

    /// <summary>Waits until the person's own message is shown as sent.</summary>
    public Task SeeSentAsync(string text) => Bubble("user", text).Last.WaitForAsync();

    /// <summary>How many of the bot's messages hold the text.</summary>
    public Task<int> CountHeardAsync(string text) => Bubble("bot", text).CountAsync();

    /// <summary>Taps one of the words at the foot of the page.</summary>
    public Task TapHintAsync(string word) => _page.Locator("#hints").GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();

    /// <summary>Taps an answer that the bot offers.</summary>
    public Task TapChoiceAsync(string label) =>
        _page.Locator(".webchat__suggested-actions").GetByRole(AriaRole.Button, new() { Name = label }).ClickAsync();

    /// <summary>Taps a button of the newest card that has it.</summary>
    public Task TapCardAsync(string label) => _page.Locator(".ac-pushButton", new() { HasText = label }).Last.ClickAsync();

    public async Task TypeAsync(string text)
    {
        await WaitUntilConnectedAsync();
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>Chooses a photo; the page sends it at once.</summary>
    public async Task SendPhotoAsync(string name, string mediaType, byte[] content)
    {
        await WaitUntilConnectedAsync();
        await _page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = mediaType, Buffer = content });
    }

    /// <summary>The photos that are shown as pictures, by width in pixels as they were decoded.</summary>
    public Task<int[]> PhotoWidthsAsync() => _page.Locator(".webchat__bubble img").EvaluateAllAsync<int[]>("all => all.map(img => img.naturalWidth)");

    public Task ReloadAsync() => _page.ReloadAsync();

    /// <summary>Begins a new conversation, as the page's head offers, and confirms.</summary>
    public async Task RestartAsync()
    {
        await _page.Locator("#restart").ClickAsync();
        await _page.Locator("#ask button[value=yes]").ClickAsync();
    }

    /// <summary>Waits until the line under the head says it.</summary>
    public Task ReadBannerAsync(string text) => _page.Locator("#banner", new() { HasText = text }).WaitForAsync();

    /// <summary>Moves the page's own clock on: what is due by then happens now. Needs <see cref="IClock.InstallAsync"/> before the page is opened.</summary>
    public Task PassAsync(TimeSpan time) => _page.Clock.FastForwardAsync((long)time.TotalMilliseconds);

    public ILocator Box => _page.Locator("[data-id=webchat-sendbox-input]");

    /// <summary>Before that Web Chat leaves what is typed in its box; a person sees it there and presses again.</summary>
    private Task WaitUntilConnectedAsync() => _page.Locator("#hints button:enabled").First.WaitForAsync();

    private ILocator Bubble(string who, string text) =>
        _page.Locator($".webchat__stacked-layout{(who == "user" ? "--from-user" : ":not(.webchat__stacked-layout--from-user)")} .webchat__bubble", new() { HasText = text });

    private void Watch(Uri address)
    {
        _page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
            {
                _troubles.Enqueue($"{line.Type}: {line.Text}");
            }
        };
        _page.PageError += (_, error) => _troubles.Enqueue($"uncaught: {error}");
        _page.Request += (_, request) => Check(address, request.Url);
        _page.WebSocket += (_, socket) => Check(address, socket.Url);
    }

    private void Check(Uri address, string url)
    {
        var target = new Uri(url);
        if (target.Scheme is not ("data" or "blob") && target.Authority != address.Authority)
        {
            _troubles.Enqueue($"elsewhere: {target.Scheme}://{target.Authority}");
        }
    }
}
