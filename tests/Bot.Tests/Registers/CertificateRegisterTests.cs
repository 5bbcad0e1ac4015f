using System.Diagnostics;
using BotAssistant.Auditing;
using BotAssistant.Bot.Tests.Checklists;
using BotAssistant.Bot.Verbs;
using BotAssistant.Honours;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Registers;

/// <summary>The bureau's register of honours: exported, edited in a spreadsheet, brought back.</summary>
public sealed class CertificateRegisterTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Many = 10_000;

    private static readonly string[] Columns = ["A", "B", "C", "D", "E", "F", "G", "H"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("register-");
    private BotInProcess bot = null!;

    public async ValueTask InitializeAsync() => bot = await BotInProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_exported_comes_back_as_it_was_and_changes_nothing()
    {
        var workshop = await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-001", new DateOnly(2026, 7, 1));
        var book = await ExportAsync();
        Assert.Equal(["示例-001", "名特优食品作坊", "阿四年糕坊", "海曙区", workshop.Number, "2023-07-01", "2026-07-01", "有效"], Columns.Select(column => book.Items[2, column]?.Text));

        var (code, said) = await ImportAsync(book.Write());
        Assert.True(code == 0, said);
        Assert.Contains("新增 0 张，更正 0 张，没有变化 1 张", said, StringComparison.Ordinal);
        Assert.Empty(await AuditAsync());
        Assert.Equal(["issued"], (await AllAsync()).Single().Steps.Select(step => step.Kind));
    }

    [Fact]
    public async Task New_rows_are_taken_in_linked_to_their_workshops_corrected_and_written_down()
    {
        var workshop = await bot.RegisterAsync("owner", "330203", "年糕");
        var book = await ExportAsync();
        Write(book, 2, "浙名特优2019001", "名特优", "阿四年糕坊", "海曙", workshop.Number, "2019年10月1日", "2026-10-01", "有效");
        Write(book, 3, "浙亮化2019002", "亮化达标小微企业", "示例食品厂", "330281", "SC10133028100001", "2019-10-01", "2026/10/1", "有效");
        Assert.Equal(0, (await ImportAsync(book.Write())).Code);
        Assert.Contains("浙名特优2019001（阿四年糕坊）　有效期到 2026-10-01", await bot.SayAsync("owner", "我的证书"), StringComparison.Ordinal);

        var corrected = await ExportAsync();
        corrected.Items.Write(corrected.Items.RowOf("浙亮化2019002"), "C", "示例食品有限公司");
        var (_, said) = await ImportAsync(corrected.Write());
        Assert.Contains("新增 0 张，更正 1 张，没有变化 1 张", said, StringComparison.Ordinal);
        Assert.Equal(("示例食品有限公司", "330281", null, "corrected"), (await AllAsync()).Where(certificate => certificate.Number == "浙亮化2019002").Select(certificate => (certificate.Holder.Name, certificate.Holder.District, certificate.Holder.WorkshopId, certificate.Steps[^1].Kind)).Single());
        Assert.Equal(["0 added, 1 changed", "2 added, 0 changed"], (await AuditAsync()).Select(entry => entry.Detail!.Split(", sha256")[0]));
        Assert.All(await AuditAsync(), entry => Assert.Equal("李测试", entry.ActorName));
    }

    [Fact]
    public async Task Every_fault_is_told_by_sheet_row_and_column_and_nothing_is_taken()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-001", new DateOnly(2026, 7, 1));
        var book = await ExportAsync();
        Write(book, 3, "新-1", "名特优", "示例坊", "海曙区", "证1", "2019-10-01", "2026-10-01", "有效");
        Write(book, 4, "新-1", "五星", "", "杭州", "证2", "十月", "2026-10-01", "作废");
        var (code, said) = await ImportAsync(book.Write());
        Assert.Equal(2, code);
        Assert.All(
        [
            "“证书”表第 4 行 A 列：证书编号 新-1 和第 3 行重复了。", "“证书”表第 4 行 B 列：“荣誉”写的是“五星”，只能是：名特优食品作坊", "“证书”表第 4 行 C 列：“持证单位”是空的，要填写。",
            "“证书”表第 4 行 D 列：“区县”写的是“杭州”，只能是：海曙区", "“证书”表第 4 行 F 列：“发证日期”写的是“十月”，要写日期", "“证书”表第 4 行 H 列：“状态”写的是“作废”，只能是：有效 已退出", "共 6 处",
        ], text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task What_does_not_go_with_what_is_stored_is_told_by_its_cell_too()
    {
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.CertifyAsync("owner", "示例-001", new DateOnly(2026, 7, 1));
        var book = await ExportAsync();
        Write(book, 2, "示例-001", "亮化达标", "阿四年糕坊", "慈溪市", "330203-2026-00001", "2023-07-01", "2023-06-30", "已退出");
        Write(book, 3, "新-1", "名特优", "示例坊", "海曙区", "证1", "2019-10-01", "2026-10-01", "已退出");
        var (code, said) = await ImportAsync(book.Write());
        Assert.Equal(2, code);
        Assert.All(
        [
            "第 2 行 G 列：“有效期至”2023-06-30 早于发证日期 2023-07-01", "第 2 行 D 列：“区县”和登记编号 330203-2026-00001 的区县不一样", "第 2 行 B 列：“荣誉”：证书 示例-001 在册的是另一种荣誉",
            "第 2 行 H 列：“状态”和在册的不一样。证书 示例-001 的退出由复评决定", "第 3 行 H 列：“状态”：证书 新-1 是新的",
        ], text => Assert.Contains(text, said, StringComparison.Ordinal));

        Write(book, 2, "示例-001", "名特优", "阿四年糕坊", "海曙区", "别的证", "2023-07-01", "2026-07-01", "有效");
        book.Items.Rows.Remove(3);
        Assert.Contains("第 2 行 E 列：“登记证或许可证编号”写的是 别的证，在册的是 330203-2026-00001", (await ImportAsync(book.Write())).Said, StringComparison.Ordinal);
        Assert.Equal("330203", (await AllAsync()).Single().Holder.District);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_taken_in_by_sets_and_the_second_time_changes_nothing()
    {
        var book = await ExportAsync();
        for (var row = 2; row < Many + 2; row++)
        {
            Write(book, row, $"浙名特优{row:00000}", "名特优食品作坊", $"示例{row}号坊", "海曙区", $"证{row:00000}", "2019-10-01", "2026-10-01", "有效");
        }

        var file = book.Write();
        var watch = Stopwatch.StartNew();
        var (code, said) = await ImportAsync(file);
        output.WriteLine($"{Many} rows, {file.Length / 1024} KB: {watch.ElapsedMilliseconds} ms");
        Assert.True(code == 0, said);
        Assert.Contains($"新增 {Many} 张", said, StringComparison.Ordinal);

        watch.Restart();
        Assert.Contains($"新增 0 张，更正 0 张，没有变化 {Many} 张", (await ImportAsync(file)).Said, StringComparison.Ordinal);
        output.WriteLine($"again: {watch.ElapsedMilliseconds} ms");
        Assert.Single(await AuditAsync());
    }

    [Fact]
    public async Task A_score_sheet_is_exported_and_comes_back_with_the_bureau_s_own_items()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "sheet.xlsx"));
        var (code, said) = await RunAsync<ChecklistVerb>(verb => verb.ExportAsync("five-s-sheet", file, default));
        Assert.True(code == 0, said);
        var book = OoxmlBook.Read(await File.ReadAllBytesAsync(file.FullName));
        book.Settings.Write(4, "B", "2026-04-01");
        book.Settings.Write(7, "B", "2026-03-01");
        book.Items.Write(book.Items.RowOf("A01"), "C", "加工间里只放今天要用的东西");
        await File.WriteAllBytesAsync(file.FullName, book.Write());
        var (_, shown) = await RunAsync<ChecklistVerb>(verb => verb.CheckAsync("five-s-sheet", file, default));
        Assert.Contains("改动 1 项", shown, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync<ChecklistVerb>(verb => verb.ImportAsync("five-s-sheet", file, "李测试", ListOffice.CodeIn(shown), default))).Code);
        Assert.Contains("没有代号", (await RunAsync<ChecklistVerb>(verb => verb.CheckAsync("no-such-list", file, default))).Said, StringComparison.Ordinal);

        await bot.BindAsync("officer", BotAssistant.People.Role.Officer, "330203");
        Assert.Contains("待生效：2026-04-01 起，24 项", await bot.SayAsync("officer", "清单"), StringComparison.Ordinal);
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.SayAsync("officer", "5S选定 330203-2026-00001");
        Assert.Contains("2020-04-19 版", await bot.SayAsync("officer", "5S打分 1"), StringComparison.Ordinal);
        await bot.SayAsync("officer", "取消");
        await bot.SayAsync("officer", "确定取消");
        bot.Time.Advance(TimeSpan.FromDays(31));
        Assert.Contains("加工间里只放今天要用的东西", await bot.SayAsync("officer", "5S打分 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_s_5s_projects_are_exported_for_the_report()
    {
        await bot.BindAsync("officer", BotAssistant.People.Role.Officer, "330203");
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.SayAsync("officer", "5S选定 330203-2026-00001");
        var file = new FileInfo(Path.Combine(folder.FullName, "five-s.xlsx"));
        Assert.Equal(0, (await RunAsync<RegisterVerb>(verb => verb.ExportFiveSAsync(file, null, default))).Code);
        var book = OoxmlBook.Read(await File.ReadAllBytesAsync(file.FullName));
        Assert.Equal(["1", "2026", "阿四年糕坊", "海曙区", "330203-2026-00001", "2026-10-31", "0"], Columns[..7].Select(column => book.Items[2, column]?.Text));
        Assert.Equal("改造提升", book.Items[2, "I"]?.Text);
    }

    private static void Write(OoxmlBook book, int row, params string[] cells)
    {
        foreach (var (column, cell) in Columns.Zip(cells))
        {
            book.Items.Write(row, column, cell);
        }
    }

    private async Task<OoxmlBook> ExportAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.xlsx"));
        var (code, said) = await RunAsync<RegisterVerb>(verb => verb.ExportAsync(file, default));
        Assert.True(code == 0, said);
        return OoxmlBook.Read(await File.ReadAllBytesAsync(file.FullName));
    }

    private async Task<(int Code, string Said)> ImportAsync(byte[] content)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.xlsx"));
        await File.WriteAllBytesAsync(file.FullName, content);
        return await RunAsync<RegisterVerb>(verb => verb.ImportAsync(new FileInfo(file.FullName), "李测试", default));
    }

    private Task<(int Code, string Said)> RunAsync<T>(Func<T, Task<int>> run) => bot.InScopeAsync(async scope =>
    {
        await using var said = new StringWriter();
        var code = await run(ActivatorUtilities.CreateInstance<T>(scope, said));
        return (code, said.ToString());
    });

    private Task<IReadOnlyList<Certificate>> AllAsync() => bot.InScopeAsync(scope => scope.GetRequiredService<ICertificates>().AllAsync(default));

    private Task<IReadOnlyList<AuditEntry>> AuditAsync() => bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, "certificates", 10, default));
}
