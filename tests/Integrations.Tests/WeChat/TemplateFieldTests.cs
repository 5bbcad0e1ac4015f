using System.Globalization;
using BotAssistant.Testing.WeChat.Api;
using BotAssistant.WeChat.Sending;
using CsCheck;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

public sealed class TemplateFieldTests
{
    [Theory]
    [InlineData("thing1", "阿婆年糕坊", "阿婆年糕坊")]
    [InlineData("thing1", "一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("thing1", "一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…")]
    [InlineData("thing1", "一二三四五六七八九十一二三四五六七八🍡年糕", "一二三四五六七八九十一二三四五六七八…")]
    [InlineData("thing1", " 第一行\r\n第二行\t完 ", "第一行 第二行 完")]
    [InlineData("character_string2", "330203-2026-00001", "330203-2026-00001")]
    [InlineData("number3", "12.5", "12.5")]
    [InlineData("letter4", "abc", "abc")]
    [InlineData("symbol5", "★★★", "★★★")]
    [InlineData("date6", "2026-12-01", "2026年12月1日")]
    [InlineData("date6", "2026/12/1", "2026年12月1日")]
    [InlineData("date6", "2026年12月1日 09:30", "2026年12月1日 09:30")]
    [InlineData("date6", "2026-12-01（当天放假，最后一个工作日是 2026-11-30）", "2026年12月1日")]
    [InlineData("date6", "2026-12-01 ~ 2026-12-05", "2026年12月1日~2026年12月5日")]
    [InlineData("time7", "2026-12-01 17:00", "2026年12月1日 17:00")]
    [InlineData("time7", "15:01", "15:01")]
    [InlineData("time7", "8:00~11:30", "8:00~11:30")]
    [InlineData("amount8", "¥29.90元", "¥29.90元")]
    [InlineData("phone_number9", "0574-8888 8888", "0574-8888 8888")]
    [InlineData("car_number10", "浙B12345", "浙B12345")]
    [InlineData("name11", "王小明", "王小明")]
    [InlineData("name11", "John Smith", "John Smith")]
    [InlineData("phrase12", "已退回", "已退回")]
    [InlineData("const13", "待整改", "待整改")]
    public void A_value_is_brought_into_the_form_of_its_type(string key, string value, string expected)
    {
        Assert.Equal(expected, TemplateField.Fit(key, value));
        Assert.Null(TemplateRules.Complaint(key, expected));
    }

    /// <summary>Better no message than one that says something else.</summary>
    [Theory]
    [InlineData("thing1", " \n ")]
    [InlineData("character_string2", "甬食坊-1")]
    [InlineData("character_string2", "123456789012345678901234567890123")]
    [InlineData("number3", "13笔")]
    [InlineData("letter4", "a1")]
    [InlineData("symbol5", "★★★★★★")]
    [InlineData("date6", "下周三")]
    [InlineData("date6", "2026-02-30")]
    [InlineData("date6", "2026-12-01 99:99")]
    [InlineData("date6", "15:01")]
    [InlineData("date6", "2026-12-01~2026-12-02~2026-12-03")]
    [InlineData("time7", "2026-12-01")]
    [InlineData("time7", "25:00")]
    [InlineData("amount8", "12345678901")]
    [InlineData("phone_number9", "138 0000 0000 转 1")]
    [InlineData("car_number10", "浙B1234567890")]
    [InlineData("name11", "王小明2")]
    [InlineData("name11", "一二三四五六七八九十一")]
    [InlineData("phrase12", "13笔")]
    [InlineData("phrase12", "补充材料后重交")]
    [InlineData("const13", "一二三四五六七八九十一二三四五六七八九十一")]
    [InlineData("first", "您好")]
    [InlineData("keyword1", "您好")]
    public void What_does_not_fit_is_not_bent(string key, string value) => Assert.Null(TemplateField.Fit(key, value));

    private static readonly Gen<char> Characters = Gen.OneOf(Gen.Char['一', '丙'], Gen.Char[' ', '~'], Gen.Char['0', '9'], Gen.Char);

    [Fact]
    public void What_fits_is_taken_by_the_platform() => Gen.Select(
        Gen.Int[0, TemplateField.Types.Count - 1].Select(TemplateField.Types.ElementAt),
        Gen.OneOf(Gen.String[Characters, 0, 40], Gen.DateTime.Select(at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)))).Sample((type, value) =>
    {
        if (TemplateField.Fit($"{type}1", value) is { } fitted)
        {
            Assert.Null(TemplateRules.Complaint($"{type}1", fitted));
        }
    });
}
