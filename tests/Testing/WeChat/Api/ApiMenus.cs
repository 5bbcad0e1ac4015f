using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>The default menu and the conditional ones; of several that match, the newest is shown.</summary>
public sealed class ApiMenus(ApiTags tags)
{
    private readonly Lock _gate = new();
    private readonly List<(int Id, JsonObject Menu)> _conditional = [];
    private JsonObject? _default;
    private int _last = 400_000_000;

    /// <summary>The entries' keys and addresses that a follower sees, top level first.</summary>
    public IReadOnlyList<string> SeenBy(string openId)
    {
        var menu = Match(openId);
        return menu?["button"] is JsonArray buttons ? [.. buttons.SelectMany(Leaves)] : [];
    }

    internal JsonObject Create(JsonObject menu)
    {
        lock (_gate)
        {
            var code = Check(menu["button"] as JsonArray, 3, 16);
            _default = code == 0 ? menu : _default;
            return FakeWeChatApi.Error(code);
        }
    }

    internal JsonObject Get()
    {
        lock (_gate)
        {
            if (_default is null)
            {
                return FakeWeChatApi.Error(46003);
            }

            var published = new JsonObject { ["menu"] = _default.DeepClone() };
            if (_conditional.Count > 0)
            {
                published["conditionalmenu"] = new JsonArray([.. _conditional.Select(entry =>
                {
                    var menu = entry.Menu.DeepClone().AsObject();
                    menu["menuid"] = entry.Id;
                    return menu;
                })]);
            }

            return published;
        }
    }

    internal JsonObject Delete()
    {
        lock (_gate)
        {
            _conditional.Clear();
            _default = null;
            return FakeWeChatApi.Ok();
        }
    }

    internal JsonObject AddConditional(JsonObject menu)
    {
        lock (_gate)
        {
            var rule = menu["matchrule"] as JsonObject;
            var code = _default is null ? 65303
                : rule is null || rule.Count == 0 ? 65305
                : rule.Any(entry => entry.Key is not ("tag_id" or "client_platform_type")) ? 65320
                : !int.TryParse(rule["tag_id"]?.ToString(), out var tag) || !tags.Exists(tag) ? 65311
                : Check(menu["button"] as JsonArray, 3, 16);
            if (code != 0)
            {
                return FakeWeChatApi.Error(code);
            }

            _conditional.Add((++_last, menu));
            return new JsonObject { ["menuid"] = _last.ToString(CultureInfo.InvariantCulture) };
        }
    }

    internal JsonObject DeleteConditional(JsonObject request)
    {
        lock (_gate)
        {
            return FakeWeChatApi.Error(_conditional.RemoveAll(entry => entry.Id.ToString(CultureInfo.InvariantCulture) == request["menuid"]?.ToString()) > 0 ? 0 : 65301);
        }
    }

    internal JsonObject TryMatch(JsonObject request) =>
        Match((string?)request["user_id"] ?? "") is { } menu ? new JsonObject { ["button"] = menu["button"]!.DeepClone() } : FakeWeChatApi.Error(65301);

    private JsonObject? Match(string openId)
    {
        lock (_gate)
        {
            // The tag given last wins over the others.
            foreach (var tag in tags.Ids(openId).Reverse())
            {
                if (_conditional.LastOrDefault(entry => entry.Menu["matchrule"]!["tag_id"]!.ToString() == tag.ToString(CultureInfo.InvariantCulture)).Menu is { } menu)
                {
                    return menu;
                }
            }

            return _default;
        }
    }

    private static int Check(JsonArray? buttons, int most, int nameBytes)
    {
        if (buttons is null || buttons.Count == 0 || buttons.Count > most)
        {
            return most == 3 ? 40017 : 40023;
        }

        foreach (var button in buttons)
        {
            if (Encoding.UTF8.GetByteCount((string?)button!["name"] ?? "") is var bytes && (bytes == 0 || bytes > nameBytes))
            {
                return most == 3 ? 40018 : 40025;
            }

            if (button["sub_button"] is JsonArray { Count: > 0 } below)
            {
                if (most == 5 || Check(below, 5, 60) is > 0)
                {
                    return 40022;
                }
            }
            else if (Encoding.UTF8.GetByteCount(button["key"]?.ToString() ?? "") > 128)
            {
                return 40019;
            }
        }

        return 0;
    }

    private static IEnumerable<string> Leaves(JsonNode? button) => button?["sub_button"] is JsonArray below
        ? below.SelectMany(Leaves)
        : [button?["key"]?.ToString() ?? button?["url"]?.ToString() ?? ""];
}
