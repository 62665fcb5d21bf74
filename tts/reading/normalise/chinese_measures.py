"""Chinese words around figures: measure words, before which 2 is 两; multiples; what joins the ends of a range."""

from __future__ import annotations

_LIST = (
    "个半? 位 名(?!次) 只 条 张 本 年(?!级) 天 小时 分钟 秒(?:钟)? 周(?!年) 岁 人 家 件 套 座 间 层 块 元(?!月) 角 毛 倍 米 公里 千米 厘米 毫米 里 公斤 斤 吨 克 升 毫升 公顷 亩 平方米"
    " 平方公里 平方 立方米 度 摄氏度 次 遍 趟 回 场 轮 届 部 台 辆 架 艘 支 枝 棵 颗 粒 片 页 章 节 篇 首 幅 封 份 杯 瓶 碗 盘 盒 包 袋 箱 桶 双 对 副 群 批 种 类 项 笔 口 头"
    " 匹 把 扇 盏 面 根 串 堆 滴 股 家 所 门 道 步 句 字 词 点(?!半|钟|\\d) 分(?!之) 美元 欧元 英镑 日元 港元 人民币 星期 世纪 季度 刻钟 夜 晚 行 列 排 组 队 国 省 市 县 区 镇 村 州 城"
    " 大 成 折 者 代人 卡 瓦 千瓦 伏 赫兹 英尺 英寸 英里 海里 磅 盎司 加仑 比特 字节 光年 帧 代 拍 胎 手 桌 席 期 户 株 粒 枚 宗 起 例 桩 款 档 身 顿 阵 番 圈 拳 脚 眼 声 室(?!内|外|友) 厅 卫(?!生) 居(?!民) 院校 场次 人次 代人 名 亩 箱 集"
)

MEASURES = "|".join(sorted(_LIST.split(), key=len, reverse=True))
"""A regular expression: what follows a count."""

BIG = r"(?:[十百千]?[万亿兆]|[百千])"
TO = r"\s*(?:[-~–—至到]|——|--)\s*"
FREE = r"(?<![\dA-Za-z.])"
"""No figure, letter or point before."""
DIGIT = "零一二三四五六七八九十百千万亿两点半"
"""Characters of a number in words."""
