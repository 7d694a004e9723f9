namespace SalesGrains.Demo;

/// <summary>Word lists for names that sound real and belong to nobody.</summary>
internal static class DemoNames
{
    private static readonly string[] Surnames =
        [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文".Select(c => c.ToString())];

    private static readonly string[] Given =
    [
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "霞", "平", "刚", "桂英",
        "建国", "建华", "志强", "秀英", "文博", "雨桐", "子涵", "嘉怡", "浩然", "思远", "俊杰", "欣怡", "晓东", "海燕", "立新", "春梅",
        "永康", "佳宁", "天宇", "梦琪", "国栋", "婉清", "承志", "若曦", "景行", "书瑶", "启明", "怀瑾", "听澜", "知远",
    ];

    private static readonly string[] Cities =
    [
        "苏州", "无锡", "宁波", "杭州", "合肥", "南通", "常州", "嘉兴", "佛山", "东莞", "中山", "珠海", "惠州", "厦门", "泉州", "长沙",
        "青岛", "烟台", "天津", "石家庄", "大连", "沈阳", "济南", "郑州", "洛阳", "太原", "西安", "成都", "重庆", "武汉",
    ];

    private static readonly string[] Brands =
    [
        "恒岳", "瑞澜", "泽川", "锦铄", "昊屿", "启衡", "明砺", "云岫", "嘉塬", "鼎沐", "润梓", "博屹", "海纭", "盛硕", "宏烁", "佑宁",
        "德垚", "安桐", "卓屿", "凌霁", "远岱", "景煜", "诚沛", "沃岑", "朗屹", "维铭", "中珩", "新淳", "联昱", "广泓", "同辰", "力拓源",
    ];

    private static readonly string[] Titles =
    [
        "自动化产线改造", "MES系统实施", "仓储物流系统", "视觉检测设备", "能源管理平台", "数据中台建设", "设备年度维保", "质检实验室搭建",
        "智能工厂规划咨询", "AGV搬运系统", "ERP二次开发", "办公网络升级", "会员营销系统", "门店数字化套件", "冷链监控系统",
    ];

    /// <summary>Industry with the words that end a company's name.</summary>
    public static readonly (string Industry, string Ending)[] Industries =
    [
        ("制造", "精密制造有限公司"), ("制造", "智能装备有限公司"), ("制造", "机械股份有限公司"), ("电子", "电子科技有限公司"),
        ("医疗", "医疗器械有限公司"), ("教育", "教育科技有限公司"), ("零售", "商贸有限公司"), ("物流", "供应链管理有限公司"),
        ("能源", "新能源有限公司"), ("食品", "食品有限公司"), ("建材", "新材料有限公司"), ("软件", "信息技术有限公司"),
    ];

    public static string Person(SeededRandom random) => random.Pick(Surnames) + random.Pick(Given);

    /// <summary>A company name; index makes the city and brand pairs unique before the endings are.</summary>
    public static (string Name, string Industry) Company(SeededRandom random, int index, bool manufacturing)
    {
        var city = Cities[index % Cities.Length];
        var round = index / Cities.Length;
        var brand = Brands[round % Brands.Length] + (round < Brands.Length ? "" : "华");
        var (industry, ending) = manufacturing ? Industries[random.Between(0, 2)] : random.Pick(Industries);
        return (city + brand + ending, industry);
    }

    public static string Title(SeededRandom random) => random.Pick(Titles);
}
