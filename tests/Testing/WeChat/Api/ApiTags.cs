using System.Text;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>Tags and who has them, in the order they were given.</summary>
public sealed class ApiTags(FakeWeChatPlatform platform)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<string, List<int>> _ofUser = [];
    private int _last = 99;

    /// <summary>Names of a follower's tags, the last one given at the end.</summary>
    public IReadOnlyList<string> Of(string openId)
    {
        lock (_gate)
        {
            return [.. IdsOf(openId).Select(id => _names[id])];
        }
    }

    internal IReadOnlyList<int> Ids(string openId)
    {
        lock (_gate)
        {
            return [.. IdsOf(openId)];
        }
    }

    internal bool Exists(int id)
    {
        lock (_gate)
        {
            return _names.ContainsKey(id);
        }
    }

    internal JsonObject Create(JsonObject request)
    {
        var name = (string?)request["tag"]?["name"] ?? "";
        lock (_gate)
        {
            if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > 30)
            {
                return FakeWeChatApi.Error(45158);
            }

            if (_names.ContainsValue(name))
            {
                return FakeWeChatApi.Error(45157);
            }

            if (_names.Count >= 100)
            {
                return FakeWeChatApi.Error(45056);
            }

            _names[++_last] = name;
            return new JsonObject { ["tag"] = new JsonObject { ["id"] = _last, ["name"] = name } };
        }
    }

    internal JsonObject Get()
    {
        lock (_gate)
        {
            return new JsonObject
            {
                ["tags"] = new JsonArray([.. _names.Select(tag => new JsonObject
                {
                    ["id"] = tag.Key, ["name"] = tag.Value, ["count"] = _ofUser.Values.Count(ids => ids.Contains(tag.Key)),
                })]),
            };
        }
    }

    internal JsonObject Delete(JsonObject request)
    {
        lock (_gate)
        {
            var id = (int?)request["tag"]?["id"] ?? 0;
            foreach (var ids in _ofUser.Values)
            {
                ids.Remove(id);
            }

            return FakeWeChatApi.Error(id is 0 or 1 or 2 ? 45058 : _names.Remove(id) ? 0 : 45159);
        }
    }

    internal JsonObject OfUser(JsonObject request) =>
        new() { ["tagid_list"] = new JsonArray([.. Ids((string?)request["openid"] ?? "").Select(id => JsonValue.Create(id))]) };

    internal JsonObject Assign(JsonObject request, bool tagged)
    {
        var openIds = (request["openid_list"] as JsonArray ?? []).Select(id => (string?)id ?? "").ToList();
        var tag = (int?)request["tagid"] ?? 0;
        lock (_gate)
        {
            if (openIds.Count is 0 or > 50)
            {
                return FakeWeChatApi.Error(40032);
            }

            if (!_names.ContainsKey(tag))
            {
                return FakeWeChatApi.Error(45159);
            }

            if (openIds.Any(id => platform.FindUser(id) is null))
            {
                return FakeWeChatApi.Error(40003);
            }

            foreach (var ids in openIds.Select(IdsOf))
            {
                ids.Remove(tag);
                ids.AddRange(tagged ? [tag] : []);
            }

            return openIds.Any(id => IdsOf(id).Count > 20) ? FakeWeChatApi.Error(45059) : FakeWeChatApi.Ok();
        }
    }

    private List<int> IdsOf(string openId)
    {
        if (!_ofUser.TryGetValue(openId, out var ids))
        {
            _ofUser[openId] = ids = [];
        }

        return ids;
    }
}
