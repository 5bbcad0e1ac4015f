using BotAssistant.Auditing;
using BotAssistant.Bot.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Permissions;

/// <summary>ledger export: the bureau gets what the owner wrote, void lines too, and the export is written down.</summary>
public sealed class LedgerExportTests
{
    private static readonly DateOnly From = new(2026, 3, 1), To = new(2026, 3, 31);

    [Fact]
    public async Task A_ledger_is_exported_with_its_void_lines_and_the_export_is_written_down()
    {
        await using var bot = await BotInProcess.StartAsync();
        var workshop = await bot.RegisterAsync("owner", "330203", "年糕");
        foreach (var words in new[] { "进货 面粉 50公斤 供货商 城西粮油 0574-87654321", "1", "1", "作废 1 数量写错了", "添加剂 山梨酸钾 5克 用于 年糕", "1" })
        {
            await bot.SayAsync("owner", words);
        }

        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            Assert.Equal(0, await bot.InScopeAsync(scope => LedgerVerb.ExportAsync(scope, workshop.Number, From, To, file, default)));
            var lines = await File.ReadAllLinesAsync(file);
            Assert.Equal(4, lines.Length);
            Assert.Contains("面粉,50公斤,城西粮油,0574-87654321", lines[2], StringComparison.Ordinal);
            Assert.EndsWith("数量写错了", lines[2], StringComparison.Ordinal);
            Assert.Contains("山梨酸钾,5克,,,,年糕,王小明", lines[3], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        var entries = await bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, $"workshop {workshop.Number}", 10, default));
        Assert.Equal("ledger-exported", entries[0].Action);
    }

    [Theory]
    [InlineData("330203-2026-00099", "ledger.csv")]
    [InlineData("330203-2026-00001", "ledger.pdf")]
    public async Task What_cannot_be_exported_is_refused(string number, string file)
    {
        await using var bot = await BotInProcess.StartAsync();
        await bot.RegisterAsync("owner", "330203", "年糕");
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-{file}");
        Assert.Equal(1, await bot.InScopeAsync(scope => LedgerVerb.ExportAsync(scope, number, From, To, path, default)));
        Assert.False(File.Exists(path));
    }
}
