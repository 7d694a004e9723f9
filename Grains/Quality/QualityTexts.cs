namespace SalesGrains.Quality;

/// <summary>The reasons of a score in Chinese, as they are stored with it. Pages have the same sentences in English, by code.</summary>
internal static class QualityTexts
{
    /// <summary>The reason of a code, with the words that it rests on.</summary>
    public static string Zh(string code, string? found)
    {
        var sentence = code switch
        {
            "person" => "写到了具体的人",
            "concern" => "写到了客户的顾虑",
            "money" => "谈到了钱",
            "competitor" => "写到了竞争情况",
            "product" => "写到了具体的产品或内容",
            "number" => "有具体数字",
            "tick-done" => "勾选了做过的事",
            "tick-said" => "勾选了客户的说法",
            "date" => found is null ? "约定了下次日期" : "下一步有明确的日期",
            "date-soft" => "只有大概的时间",
            "clock" => "有具体的时刻",
            "verb" => "写明了要做的动作",
            "verb-soft" => "有动作，但不具体",
            "deliverable" => "写明了要交付的东西",
            "object" => "写明了对谁做",
            "owner" => "写明了由谁做",
            "tick-next" => "勾选了下一步",
            "fluff" => "空话",
            "vague" => "说法含糊",
            "short" => "文字太短，不计分",
            "repeated" => "内容重复",
            "list" => "只是罗列关键词",
            "unstopped" => "没有标点，难以读懂",
            "copy" => "与之前的记录几乎相同",
            _ => code,
        };
        return found is null ? sentence : $"{sentence}：{found}";
    }
}
