using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAssistant.WeChat.Sending;

namespace BotAssistant.WeChat;

/// <summary>An entry of a menu: a command word (<c>Key</c>), an address (<c>Url</c>), or a list of entries.</summary>
public sealed record MenuEntry(string Name)
{
    public string? Key { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<MenuEntry> Entries { get; init; } = [];
}

/// <summary>The menu of those who have no role, and one for each role tag (<see cref="WeChatTags"/>).</summary>
public sealed record MenuDefinition(IReadOnlyList<MenuEntry> Everyone, IReadOnlyDictionary<string, IReadOnlyList<MenuEntry>> ByTag);

/// <summary>
/// Publishes the menus. The platform has no edit: the default menu is overwritten, the new conditional ones are added, and then the old
/// ones deleted, so that nobody is without a menu in between (the newest match wins). Followers see it within 5 minutes.
/// </summary>
public sealed class WeChatMenus(WeChatApi api, WeChatTags tags)
{
    /// <returns>The answer of the call that failed, else of the last.</returns>
    /// <exception cref="ArgumentException">The definition breaks a limit of the platform.</exception>
    public async Task<ApiAnswer> PublishAsync(MenuDefinition menus, CancellationToken stop)
    {
        var everyone = Buttons(menus.Everyone);
        var byTag = menus.ByTag.Select(menu => (Tag: menu.Key, Buttons: Buttons(menu.Value))).ToList();

        var old = await GetAsync(stop);
        if (old is not ApiAnswer.Done && old is not ApiAnswer.Refused { Code: 46003 })
        {
            return old;
        }

        var answer = await api.PostAsync("/cgi-bin/menu/create", new JsonObject { ["button"] = everyone }, stop);
        foreach (var (tag, buttons) in byTag)
        {
            answer = answer is ApiAnswer.Done ? await AddAsync(tag, buttons, stop) : answer;
        }

        foreach (var id in ConditionalIds(old))
        {
            answer = answer is ApiAnswer.Done ? await DeleteConditionalAsync(id, stop) : answer;
        }

        return answer;
    }

    /// <summary>What is published; errcode 46003 when nothing is.</summary>
    public Task<ApiAnswer> GetAsync(CancellationToken stop) => api.GetAsync("/cgi-bin/menu/get", stop);

    /// <summary>Takes all menus away, the conditional ones too.</summary>
    public Task<ApiAnswer> DeleteAsync(CancellationToken stop) => api.GetAsync("/cgi-bin/menu/delete", stop);

    /// <summary>The menu that this follower sees.</summary>
    public Task<ApiAnswer> TryMatchAsync(string openId, CancellationToken stop) => api.PostAsync("/cgi-bin/menu/trymatch", new { user_id = openId }, stop);

    private Task<ApiAnswer> DeleteConditionalAsync(string id, CancellationToken stop) => api.PostAsync("/cgi-bin/menu/delconditional", new { menuid = id }, stop);

    private async Task<ApiAnswer> AddAsync(string tag, JsonArray buttons, CancellationToken stop)
    {
        var (failure, id) = await tags.EnsureAsync(tag, stop);
        return failure ?? await api.PostAsync("/cgi-bin/menu/addconditional",
            new JsonObject { ["button"] = buttons, ["matchrule"] = new JsonObject { ["tag_id"] = id.ToString(CultureInfo.InvariantCulture) } }, stop);
    }

    private static List<string> ConditionalIds(ApiAnswer published) =>
        published is ApiAnswer.Done done && done.Body.TryGetProperty("conditionalmenu", out var menus) && menus.ValueKind == JsonValueKind.Array
            ? menus.EnumerateArray().Select(menu => menu.GetProperty("menuid").ToString()).ToList()
            : [];

    /// <summary>3 × 5 entries; names of 16 and 60 bytes, keys of 128, addresses of 1024 (custommenu pages).</summary>
    private static JsonArray Buttons(IReadOnlyList<MenuEntry> entries, bool top = true)
    {
        Require(entries.Count >= 1 && entries.Count <= (top ? 3 : 5), "A menu has 1 to 3 entries, each with up to 5 below.");
        return new JsonArray([.. entries.Select(entry => Button(entry, top))]);
    }

    private static JsonObject Button(MenuEntry entry, bool top)
    {
        Require(Encoding.UTF8.GetByteCount(entry.Name) is >= 1 and var bytes && bytes <= (top ? 16 : 60), $"The menu name '{entry.Name}' is too long.");
        switch (entry)
        {
            case { Entries.Count: > 0 }:
                Require(top, "A menu has two levels.");
                return new JsonObject { ["name"] = entry.Name, ["sub_button"] = Buttons(entry.Entries, top: false) };
            case { Url: { } url }:
                Require(Encoding.UTF8.GetByteCount(url) <= 1024, $"The address of '{entry.Name}' is too long.");
                return new JsonObject { ["type"] = "view", ["name"] = entry.Name, ["url"] = url };
            default:
                Require(entry.Key is { Length: > 0 } && Encoding.UTF8.GetByteCount(entry.Key) <= 128, $"The menu entry '{entry.Name}' needs a key of up to 128 bytes.");
                return new JsonObject { ["type"] = "click", ["name"] = entry.Name, ["key"] = entry.Key };
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
