using System.IO.Compression;
using System.Text;
using Xunit;

namespace BotAssistant.Bot.Tests.Checklists;

/// <summary>Every way to break a file is answered with the row, the column and what should stand there, and changes nothing.</summary>
public sealed class BrokenFilesTests(ListOffice office) : IClassFixture<ListOffice>
{
    private const string Items = "“清单”表", Settings = "“说明”表";

    private static readonly Dictionary<string, (Action<OoxmlBook> Break, string Said)> Books = new()
    {
        // The workbook
        ["a sheet renamed"] = (book => book.Items.Name = "Sheet1", "文件：没有“清单”表（有的是：Sheet1 说明）。表名不要改。"),
        ["a sheet too many"] = (book => book.Sheets.Add(new OoxmlSheet("草稿")), "文件：多了一张“草稿”表，只能有：清单 说明。请删掉。"),
        ["a hidden sheet"] = (book => book.Sheets.Add(new OoxmlSheet("草稿") { State = "hidden" }), "文件：“草稿”表是隐藏的，请取消隐藏或删掉。"),
        ["a very hidden sheet"] = (book => book.Items.State = "veryHidden", "文件：“清单”表是隐藏的，请取消隐藏或删掉。"),
        ["too many rows"] = (book => Enumerable.Range(1, 2100).ToList().ForEach(i => book.Items.Write(200 + i, "A", "A99")), $"{Items}：有 2195 行，最多 2000 行。"),

        // Headings
        ["an unknown heading"] = (book => book.Items.Write(1, "N", "备注"), $"{Items}第 1 行 N 列：不认识表头“备注”，可以有的是：编号 章 内容"),
        ["a missing heading"] = (book => book.Items.Write(1, "D", null), $"{Items}第 1 行：缺少表头“看什么”。"),
        ["a doubled heading"] = (book => book.Items.Write(1, "N", "内容"), $"{Items}第 1 行 N 列：表头“内容”出现了两次。"),
        ["a value under no heading"] = (book => book.Items.Write(5, "P", "记一下"), $"{Items}第 5 行 P 列：这一列没有表头，却写了“记一下”，请删掉。"),

        // Numbers of items and chapters
        ["an empty number"] = (book => book.Items.Write(2, "A", null), $"{Items}第 2 行 A 列：“编号”是空的，要填写。"),
        ["a malformed number"] = (book => book.Items.Write(2, "A", "A1"), $"{Items}第 2 行 A 列：编号“A1”不对，要一个字母加两位数字，例如 A10。"),
        ["a doubled number"] = (book => book.Items.Write(4, "A", "A01"), $"{Items}第 4 行 A 列：编号 A01 和第 2 行重复了。"),
        ["an item moved to another chapter"] = (book => book.Items.Write(2, "B", "B"), $"{Items}第 2 行 B 列：章写的是“B”，和编号 A01 的字母不一样。项目换章请用新编号。"),
        ["an unknown chapter"] = (book => book.Items.Write(2, "B", "Z 其他"), $"{Items}第 2 行 B 列：“章”写的是“Z 其他”，只能是：A 证照和公示/B 周围环境"),
        ["a chapter without items"] = (book => book.Settings.Write(Last(book.Settings), "A", "章 Z"), $"{Settings}第 42 行：“Z 新的一行”一章没有项目。不要这一章就把这一行删掉。"),

        // Cells of an item
        ["an empty text"] = (book => book.Items.Write(3, "C", null), $"{Items}第 3 行 C 列：“内容”是空的，要填写。"),
        ["a text of spaces"] = (book => book.Items.Write(3, "D", " 　 "), $"{Items}第 3 行 D 列：“看什么”是空的，要填写。"),
        ["a text too long"] = (book => book.Items.Write(3, "C", new string('长', 61)), $"{Items}第 3 行 C 列：“内容”有 61 个字，最多 60 个字。"),
        ["a clause too long"] = (book => book.Items.Write(3, "J", new string('5', 41)), $"{Items}第 3 行 J 列：“官方条款”有 41 个字，最多 40 个字。"),
        ["a clause stored as a number"] = (book => book.Items[3, "J"] = new OoxmlCell(Number: 5.1), $"{Items}第 3 行 J 列：“官方条款”写的是数字 5.1，5.1 和 5.10 会分不清。"),
        ["an unknown kind of evidence"] = (book => book.Items.Write(3, "E", "照片、口头"), $"{Items}第 3 行 E 列：“证据”写的是“口头”，只能是：照片 证件 记录。"),
        ["an unknown kind of product"] = (book => book.Items.Write(3, "K", "豆制品 罐头"), $"{Items}第 3 行 K 列：“适用品类”写的是“罐头”，只能是：粮食加工品 豆制品"),
        ["a mark that is neither yes nor no"] = (book => book.Items.Write(3, "F", "也许"), $"{Items}第 3 行 F 列：“关键项”写的是“也许”，要写“是”或“否”，空着就是“否”。"),
        ["points that are no number"] = (book => book.Items.Write(3, "G", "两分"), $"{Items}第 3 行 G 列：“分值”写的是“两分”，要写数字。"),
        ["points below zero"] = (book => book.Items[3, "G"] = new OoxmlCell(Number: -1), $"{Items}第 3 行 G 列：“分值”写的是 -1，要在 0 到 100 之间。"),
        ["points too high"] = (book => book.Items[3, "G"] = new OoxmlCell(Number: 1000), $"{Items}第 3 行 G 列：“分值”写的是 1000，要在 0 到 100 之间。"),
        ["points with too many decimals"] = (book => book.Items[3, "G"] = new OoxmlCell(Number: 1.005), $"{Items}第 3 行 G 列：“分值”写的是 1.005，最多 2 位小数。"),
        ["points on an optional item"] = (book => book.Items.Write(10, "G", "1"), $"{Items}第 10 行 G 列：选查项不计分，分值请空着。"),
        ["a critical item that is optional"] = (book => book.Items.Write(10, "F", "是"), $"{Items}第 10 行 M 列：关键项不能同时是选查项。"),
        ["an unknown certainty"] = (book => book.Items.Write(3, "I", "大概"), $"{Items}第 3 行 I 列：“依据性质”写的是“大概”，只能是：正式文本 待核定 示例。"),
        ["a formula"] = (book => book.Items[3, "G"] = new OoxmlCell("2", Formula: "1+1"), $"{Items}第 3 行 G 列：“分值”是公式，"),
        ["an error value"] = (book => book.Items[3, "H"] = new OoxmlCell(Error: "#REF!"), $"{Items}第 3 行 H 列：“依据”是错误值 #REF!，请改成文字或数字。"),
        ["merged cells"] = (book => { book.Items.Merged.Add("C3:C4"); book.Items.Write(4, "C", null); }, $"{Items}第 4 行 C 列：“内容”被合并单元格盖住了，请取消合并，每格都填。"),
        ["no items"] = (book => book.Items.Rows.Keys.Where(row => row > 1).ToList().ForEach(row => book.Items.Rows.Remove(row)), $"{Items}：一项也没有，至少要有一项。"),

        // Settings
        ["no first day"] = (book => book.Settings.Write(4, "B", null), $"{Settings}第 4 行 B 列：“填写”是空的，要填写。"),
        ["a first day that is no day"] = (book => book.Settings.Write(4, "B", "下个月"), $"{Settings}第 4 行 B 列：“填写”写的是“下个月”，要写日期，例如 2027-01-01。"),
        ["a day that the calendar lacks"] = (book => book.Settings.Write(4, "B", "2026-02-30"), $"{Settings}第 4 行 B 列：“填写”写的是“2026-02-30”，要写日期，例如 2027-01-01。"),
        ["a first day in the past"] = (book => book.Settings.Write(4, "B", "2026-03-01"), $"{Settings}第 4 行 B 列：生效日期 2026-03-01 已经过去，最早是 2026-03-02。"),
        ["a review in the future"] = (book => book.Settings.Write(7, "B", "2026-03-03"), $"{Settings}第 7 行 B 列：核对日期 2026-03-03 还没到，今天是 2026-03-02。"),
        ["another list"] = (book => book.Settings.Write(2, "B", "five-s"), $"{Settings}第 2 行 B 列：清单代号写的是“five-s”，这里只收“hygiene-self-check”。"),
        ["an outdated export"] = (book => book.Settings.Write(3, "B", "2016-01-01"), $"{Settings}第 3 行 B 列：这份表改自 2016-01-01 那一版，现在最新的是 2017-05-01 那一版。"),
        ["a setting gone"] = (book => book.Settings.Rows.Remove(6), $"{Settings}：缺少“出处”这一行。"),
        ["a setting twice"] = (book => book.Settings.Write(Last(book.Settings), "A", "出处"), $"{Settings}第 42 行 A 列：“出处”这一行写了两次。"),
        ["an unknown setting"] = (book => book.Settings.Write(Last(book.Settings), "A", "主任"), $"{Settings}第 42 行 A 列：“项目”写的是“主任”，只能是：清单代号"),
        ["points of zero for all"] = (book => book.Settings.Write(9, "B", "0"), $"{Settings}第 9 行 B 列：分值要大于 0。"),
        ["a malformed grade"] = (book => book.Settings.Write(13, "B", "好=90"), $"{Settings}第 13 行 B 列：等级“好=90”看不懂"),
        ["grades that do not fall"] = (book => book.Settings.Write(13, "B", "75=一般 90=良好 0=较差"), $"{Settings}第 13 行 B 列：等级要从高到低写，最后一个从 0 开始"),
    };

    public static TheoryData<string> BrokenBooks => [.. Books.Keys];

    [Theory]
    [MemberData(nameof(BrokenBooks))]
    public async Task A_broken_book_is_answered_with_the_place_and_changes_nothing(string how)
    {
        var book = await office.ExportAsync();
        var (broken, said) = Books[how];
        broken(book);
        await RefusedAsync(book.Write(), said);
    }

    public static TheoryData<string> BrokenFiles => ["empty", "csv", "docx", "xls", "locked", "truncated", "bomb", "parts", "large", "macros", "not a workbook inside", "entity", "control"];

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task A_file_that_is_no_sound_workbook_is_not_opened(string how)
    {
        var sound = (await office.ExportAsync()).Write();
        var (content, said) = how switch
        {
            "empty" => (Array.Empty<byte>(), "文件：是空的"),
            "csv" => (Encoding.UTF8.GetBytes("编号,章\nA01,A"), "文件：不是 .xlsx 表格"),
            "docx" => (Zip(("word/document.xml", "<w/>")), "文件：不是 .xlsx 表格"),
            "xls" => ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]], "文件：是老格式"),
            "locked" => ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "文件：设了打开密码"),
            "truncated" => (sound[..(sound.Length / 2)], "文件：打不开"),
            "bomb" => (Zip(("xl/workbook.xml", new string(' ', 40 << 20))), "文件：解开后太大"),
            "parts" => (Zip([.. Enumerable.Range(0, 201).Select(i => ($"xl/{i}.xml", "<x/>"))]), "文件：里面的东西太多"),
            "large" => ([.. "PK"u8, .. new byte[3 << 20]], "文件：太大了，最多 2048 KB"),
            "macros" => (With(sound, "xl/vbaProject.bin", "x"), "文件：带宏"),
            "not a workbook inside" => (Zip(("xl/workbook.xml", "<workbook/>")), "文件：打不开"),
            "entity" => (With(sound, "xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>"), "文件：打不开"),
            _ => (With(sound, "xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>\u0001</t></si></sst>"), "文件：打不开"),
        };
        await RefusedAsync(content, said);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var book = await office.ExportAsync();
        book.Items.Write(2, "C", null);
        book.Items.Write(30, "G", "多");
        book.Settings.Write(4, "B", null);
        var (_, said) = await office.CheckAsync(book.Write());
        Assert.StartsWith("共 3 处要改，什么都没有导入：", said, StringComparison.Ordinal);
        Assert.Contains($"{Items}第 2 行 C 列", said, StringComparison.Ordinal);
        Assert.Contains($"{Items}第 30 行 G 列", said, StringComparison.Ordinal);
        Assert.Contains($"{Settings}第 4 行 B 列", said, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(byte[] content, string expected)
    {
        var before = office.Regulations.SelfCheck;
        var (code, said) = await office.ImportAsync(content, "00000000");
        Assert.Equal(2, code);
        Assert.Contains(said.Split('\n'), line => line.StartsWith(expected, StringComparison.Ordinal));
        Assert.Empty(await office.StoredAsync());
        Assert.Empty(await office.AuditAsync("2026-04-01"));
        Assert.Same(before, office.Regulations.SelfCheck);
    }

    private static int Last(OoxmlSheet settings)
    {
        settings.Write(42, "B", "新的一行");
        return 42;
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var content = zip.CreateEntry(name).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    /// <summary>The file with one part put in or replaced.</summary>
    private static byte[] With(byte[] file, string part, string text)
    {
        var copy = new MemoryStream();
        copy.Write(file);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            using var content = zip.CreateEntry(part).Open();
            content.Write(Encoding.UTF8.GetBytes(text));
        }

        return copy.ToArray();
    }
}
