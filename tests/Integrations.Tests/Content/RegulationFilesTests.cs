using System.Text;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Integrations.Tests.Content;

public sealed class RegulationFilesTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Fact]
    public void The_shipped_files_load()
    {
        var rules = RegulationFiles.Load(typeof(RegulationBook).Assembly).On(Day);

        Assert.Equal(10, rules.Districts.All.Count);
        Assert.Equal(7, rules.Thresholds.MaxFixedStaff);
        Assert.Equal(100m, rules.Thresholds.MaxAreaSquareMetres);
        Assert.Equal(Certainty.Found, rules.NegativeList.Certainty);
    }

    [Fact]
    public void A_new_revision_begins_on_its_day()
    {
        var book = With("thresholds.yaml", Threshold("2017-05-01", 7) + Threshold("2027-01-01", 9));

        Assert.Equal(7, book.On(new DateOnly(2026, 12, 31)).Thresholds.MaxFixedStaff);
        Assert.Equal(9, book.On(new DateOnly(2027, 1, 1)).Thresholds.MaxFixedStaff);
    }

    [Fact]
    public void A_day_before_the_first_revision_has_no_rule()
        => Assert.Throws<ArgumentOutOfRangeException>(() => RegulationFiles.Load(typeof(RegulationBook).Assembly).On(new DateOnly(2017, 4, 30)).Thresholds);

    [Fact]
    public void An_unknown_key_is_refused_with_its_line()
    {
        var fault = Faults("thresholds.yaml", Threshold("2017-05-01", 7) + "  until: 2020-01-01\n");

        Assert.StartsWith("thresholds.yaml, line 7:", fault, StringComparison.Ordinal);
        Assert.Contains("until", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_refused()
        => Assert.Contains("maxFixedStaff", Faults("thresholds.yaml", Threshold("2017-05-01", 7).Replace("  maxFixedStaff: 7\n", "", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_doubled_key_is_refused()
        => Assert.Contains("maxFixedStaff", Faults("thresholds.yaml", Threshold("2017-05-01", 7) + "  maxFixedStaff: 8\n"), StringComparison.Ordinal);

    [Fact]
    public void Revisions_out_of_order_are_refused_with_the_line_of_the_second()
        => Assert.StartsWith("thresholds.yaml, line 7: the revision from 2017-05-01 must begin after", Faults("thresholds.yaml", Threshold("2017-05-01", 7) + Threshold("2017-05-01", 9)), StringComparison.Ordinal);

    [Fact]
    public void A_date_that_is_none_is_refused_with_its_line()
        => Assert.StartsWith("thresholds.yaml, line 1:", Faults("thresholds.yaml", Threshold("2017-02-30", 7)), StringComparison.Ordinal);

    [Fact]
    public void A_rule_without_revisions_is_refused()
        => Assert.StartsWith("thresholds.yaml", Faults("thresholds.yaml", "[]\n"), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_a_list_is_refused()
        => Assert.StartsWith("thresholds.yaml, line 1:", Faults("thresholds.yaml", "from: 2017-05-01\n"), StringComparison.Ordinal);

    [Fact]
    public void A_file_with_a_second_document_is_refused_rather_than_half_read()
        => Assert.StartsWith("thresholds.yaml", Faults("thresholds.yaml", Threshold("2017-05-01", 7) + "---\n" + Threshold("2027-01-01", 9)), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_is_not_official_must_not_stop_an_owner()
        => Assert.Contains("must not stop an owner", Faults("negative-list.yaml", Entry("dairy", "to-confirm")), StringComparison.Ordinal);

    [Fact]
    public void An_entry_id_used_twice_is_refused()
        => Assert.Contains("the id 'dairy' stands there twice", Faults("negative-list.yaml", Entry("dairy", "found") + EntryOf("dairy", "found")), StringComparison.Ordinal);

    [Fact]
    public void A_letter_without_the_place_of_the_owner_is_refused()
        => Assert.Contains("'{owner}' is missing", Faults("commitment-letter.yaml", Block("2020-04-19") + "  version: v1\n  title: t\n  text: \"{workshop}\"\n"), StringComparison.Ordinal);

    private static string Faults(string file, string yaml) => Assert.Throws<ContentException>(() => With(file, yaml)).Message;

    /// <summary>The shipped files, one of them replaced.</summary>
    private static RegulationBook With(string file, string yaml)
        => RegulationFiles.Load(name => name == file ? new MemoryStream(Encoding.UTF8.GetBytes(yaml)) : typeof(RegulationBook).Assembly.GetManifestResourceStream(name)!);

    private static string Block(string from) => $"- from: {from}\n  source: s\n  reviewed: 2026-11-23\n  certainty: found\n";

    private static string Threshold(string from, int staff) => Block(from) + $"  maxFixedStaff: {staff}\n  maxAreaSquareMetres: 100\n";

    private static string Entry(string id, string certainty) => Block("2017-05-01") + "  entries:\n" + EntryOf(id, certainty);

    private static string EntryOf(string id, string certainty) => $"    - {{ id: {id}, name: n, source: s, certainty: {certainty}, words: [w] }}\n";
}
