using System.Text;
using BotAssistant.Records;
using BotAssistant.Spreadsheets;
using MiniExcelLibs;
using Xunit;

namespace BotAssistant.Integrations.Tests.Spreadsheets;

public sealed class LedgerFilesTests
{
    private static readonly LedgerTable Table = new("阿四年糕坊 台账", ["编号", "品名", "电话"], [["1", "面粉, \"特一\"", "0574-87654321"], ["2", "=1+1", "05740000"]]);

    [Fact]
    public async Task A_workbook_is_read_back_as_text()
    {
        using var file = new MemoryStream();
        await new LedgerFiles().WriteAsync(Table, ".xlsx", file, TestContext.Current.CancellationToken);
        file.Position = 0;
        var rows = file.Query().Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(cell => cell?.ToString() ?? "").ToArray()).ToList();
        Assert.Equal("阿四年糕坊 台账", rows[0][0]);
        Assert.Equal([Table.Headings, .. Table.Rows], rows.Skip(1));
    }

    [Fact]
    public async Task Csv_opens_in_Excel_and_runs_no_formula()
    {
        using var file = new MemoryStream();
        await new LedgerFiles().WriteAsync(Table, ".csv", file, TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        Assert.Equal(
            "阿四年糕坊 台账,,\r\n编号,品名,电话\r\n1,\"面粉, \"\"特一\"\"\",0574-87654321\r\n2,'=1+1,05740000\r\n",
            Encoding.UTF8.GetString(file.ToArray()[3..]));
    }
}
