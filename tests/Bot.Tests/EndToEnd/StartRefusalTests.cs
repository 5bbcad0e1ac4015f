using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>A wrong installation says what is wrong and does not start.</summary>
public sealed class StartRefusalTests
{
    [Fact]
    public async Task Production_does_not_start_without_keys()
        => await RefusesAsync(new() { ["Database:Provider"] = "sqlite" }, "Keys:Current");

    [Fact]
    public async Task A_misspelt_setting_is_named()
        => await RefusesAsync(new() { ["WeChat:Tokn"] = "x" }, "Tokn");

    [Fact]
    public async Task An_unknown_section_is_named()
        => await RefusesAsync(new() { ["Wechatt:Token"] = "x" }, "Wechatt");

    [Fact]
    public async Task A_half_configured_account_is_refused()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await RefusesAsync(new(database.Settings()) { ["WeChat:AppId"] = "wx1234567890abcdef" }, "AppSecret");
    }

    [Fact]
    public async Task Quiet_hours_that_leave_reminders_no_time_are_refused()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await RefusesAsync(new(database.Settings()) { ["QuietHours:FromHour"] = "9" }, "QuietHours:FromHour");
    }

    private static async Task RefusesAsync(Dictionary<string, string?> settings, string names)
    {
        await using var server = new ServerProcess(settings);
        var (code, text) = await server.RunAsync("--urls", "http://127.0.0.1:0");
        Assert.Equal(1, code);
        Assert.Contains(names, text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
