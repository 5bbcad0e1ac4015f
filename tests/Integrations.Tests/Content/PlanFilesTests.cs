using System.Text;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class PlanFilesTests
{
    private const string Plan = "- from: {0}\n  source: s\n  reviewed: 2026-11-25\n  certainty: found\n  id: {1}\n  name: n\n  targets: []\n  years:\n    - year: {2}\n      reports: [{3}]\n      tasks: [{4}]\n";

    private const string Year = "- year: 2027\n  source: s\n  reviewed: 2026-11-25\n  certainty: found\n  off: [{0}]\n  worked: [{1}]\n";

    [Fact]
    public void The_next_plan_is_one_more_block_and_no_code()
    {
        var plans = With("action-plans.yaml", Block(Plan, "2020-04-19", "a", 2020, "2020-06-20", "") + Block(Plan, "2027-01-01", "b", 2027, "2027-03-20", "")).Plans;

        Assert.Equal("a", plans.On(new DateOnly(2026, 12, 31)).Id);
        Assert.Equal("b", plans.On(new DateOnly(2027, 1, 1)).Id);
    }

    [Theory]
    [InlineData("2027-03-20, 2027-03-20", "", "the report date of 2027 '2027-03-20' stands there twice")]
    [InlineData("2026-03-20", "", "2026-03-20 stands under 2027")]
    [InlineData("", "{ key: a, name: n, basis: b, dueOn: 2028-10-31 }", "2028-10-31 stands under 2027")]
    [InlineData("", "{ key: a, name: n, basis: b }, { key: a, name: n, basis: b }", "the task of 2027 'a' stands there twice")]
    [InlineData("", "{ key: a, name: n, basis: b, due: 2027-10-31 }", "due")]
    public void A_slip_in_a_plan_is_refused(string reports, string tasks, string fault)
        => Assert.Contains(fault, Assert.Throws<ContentException>(() => With("action-plans.yaml", Block(Plan, "2027-01-01", "b", 2027, reports, tasks))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2027-10-01", "2027-10-09", null)]
    [InlineData("2026-10-01", "", "2026-10-01 is not in 2027")]
    [InlineData("2027-10-01, 2027-10-01", "", "2027-10-01 stands there twice")]
    [InlineData("", "2027-10-08", "2027-10-08 is no weekend")]
    [InlineData("2027-02-30", "", "line 5")]
    public void A_year_of_the_calendar_is_checked_before_it_is_taken(string off, string worked, string? fault)
    {
        var yaml = Block(Year, off, worked);
        if (fault is null)
        {
            Assert.Single(RegulationFiles.Years(Stream(yaml), "years.yaml"));
            return;
        }

        Assert.Contains(fault, Assert.Throws<ContentException>(() => RegulationFiles.Years(Stream(yaml), "years.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_that_stands_in_a_file_twice_is_refused_with_the_line_of_the_second()
        => Assert.StartsWith("years.yaml, line 7: the year 2027 stands there twice", Assert.Throws<ContentException>(() => RegulationFiles.Years(Stream(Block(Year, "", "") + Block(Year, "", "")), "years.yaml")).Message, StringComparison.Ordinal);

    private static RegulationBook With(string file, string yaml)
        => RegulationFiles.Load(name => name == file ? Stream(yaml) : typeof(RegulationBook).Assembly.GetManifestResourceStream(name)!);

    private static string Block(string form, params object[] values) => string.Format(null, form.Replace("{ ", "{{ ", StringComparison.Ordinal), values);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
