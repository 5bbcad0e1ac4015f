using BotAssistant.WeChat;
using BotAssistant.WeChat.Sending;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>Menus by role, against the fake platform's rules of tags and conditional menus.</summary>
public sealed class WeChatMenusTests
{
    [Fact]
    public async Task Each_role_sees_its_own_menu()
    {
        await using var server = await WeChatServer.StartAsync();
        var menus = new MenuDefinition([Click("建档"), Click("帮助")], new Dictionary<string, IReadOnlyList<MenuEntry>>
        {
            [WeChatTags.Owner] = [new("我的作坊") { Entries = [Click("状态"), Click("自查")] }],
            [WeChatTags.Inspector] = [Click("查"), new("法规") { Url = "https://example.invalid/a?b=c&d" }],
            [WeChatTags.Officer] = [Click("待办")],
        });
        server.Platform.User("o1");
        var tags = server.Get<WeChatTags>();

        Assert.IsType<ApiAnswer.Done>(await server.Get<WeChatMenus>().PublishAsync(menus, default));
        Assert.Equal(["建档", "帮助"], server.Platform.Api.Menus.SeenBy("o1"));
        Assert.IsType<ApiAnswer.Done>(await tags.AssignAsync("o1", WeChatTags.Owner, default));
        Assert.Equal(["状态", "自查"], server.Platform.Api.Menus.SeenBy("o1"));
        Assert.IsType<ApiAnswer.Done>(await tags.AssignAsync("o1", WeChatTags.Inspector, default));
        Assert.Equal(["查", "https://example.invalid/a?b=c&d"], server.Platform.Api.Menus.SeenBy("o1"));
        Assert.Equal([WeChatTags.Inspector], server.Platform.Api.Tags.Of("o1"));
        Assert.IsType<ApiAnswer.Done>(await server.Get<WeChatMenus>().TryMatchAsync("o1", default));
        Assert.IsType<ApiAnswer.Done>(await tags.AssignAsync("o1", null, default));
        Assert.Empty(server.Platform.Api.Tags.Of("o1"));
    }

    [Fact]
    public async Task Publishing_again_replaces_every_menu()
    {
        await using var server = await WeChatServer.StartAsync();
        server.Platform.User("o1");
        var menus = server.Get<WeChatMenus>();
        await server.Get<WeChatTags>().AssignAsync("o1", WeChatTags.Officer, default);
        foreach (var key in new[] { "旧", "新" })
        {
            var officer = new Dictionary<string, IReadOnlyList<MenuEntry>> { [WeChatTags.Officer] = [Click(key)] };
            Assert.IsType<ApiAnswer.Done>(await menus.PublishAsync(new([Click("帮助")], officer), default));
        }

        Assert.Equal(["新"], server.Platform.Api.Menus.SeenBy("o1"));
        Assert.Single(((ApiAnswer.Done)await menus.GetAsync(default)).Body.GetProperty("conditionalmenu").EnumerateArray());
        Assert.IsType<ApiAnswer.Done>(await menus.DeleteAsync(default));
        Assert.Empty(server.Platform.Api.Menus.SeenBy("o1"));
    }

    [Fact]
    public async Task A_menu_beyond_the_limits_is_refused_here()
    {
        await using var server = await WeChatServer.StartAsync();
        MenuEntry[][] wrong = [[], [Click("一"), Click("二"), Click("三"), Click("四")], [Click("名字太长的菜单")], [new("x") { Key = new string('k', 129) }], [new("x")]];

        foreach (var entries in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => server.Get<WeChatMenus>().PublishAsync(new(entries, new Dictionary<string, IReadOnlyList<MenuEntry>>()), default));
        }

        Assert.Empty(server.Platform.Api.Calls);
    }

    private static MenuEntry Click(string word) => new(word) { Key = word };
}
