"""Signs of units and currencies with their names."""

from __future__ import annotations

CURRENCIES = {
    "¥": "元", "￥": "元", "RMB": "元", "CNY": "元", "CN¥": "元", "$": "美元", "US$": "美元", "USD": "美元", "€": "欧元",
    "EUR": "欧元", "£": "英镑", "GBP": "英镑", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "TWD": "新台币",
    "A$": "澳元", "AUD": "澳元", "C$": "加元", "CAD": "加元", "S$": "新加坡元", "SGD": "新加坡元", "JPY": "日元",
    "JP¥": "日元", "₩": "韩元", "KRW": "韩元", "₹": "卢比", "₽": "卢布", "฿": "泰铢", "CHF": "瑞士法郎", "₫": "越南盾",
    "R$": "雷亚尔", "₿": "比特币", "BTC": "比特币",
}  # fmt: skip

UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "kWh": "千瓦时", "mAh": "毫安时", "km²": "平方公里", "m²": "平方米",
    "cm²": "平方厘米", "m³": "立方米", "cm³": "立方厘米", "km": "公里", "cm": "厘米", "mm": "毫米", "nm": "纳米",
    "μm": "微米", "µm": "微米", "dm": "分米", "m": "米", "kg": "公斤", "mg": "毫克", "μg": "微克", "g": "克", "ml": "毫升",
    "mL": "毫升", "L": "升", "kHz": "千赫兹", "MHz": "兆赫兹", "GHz": "吉赫兹", "Hz": "赫兹", "kW": "千瓦", "MW": "兆瓦",
    "GW": "吉瓦", "GWh": "吉瓦时", "W": "瓦", "kV": "千伏", "V": "伏", "dB": "分贝", "kcal": "千卡", "cal": "卡",
    "kPa": "千帕", "Pa": "帕", "ha": "公顷", "hm²": "公顷", "h": "小时", "min": "分钟", "ms": "毫秒", "s": "秒",
    "mm²": "平方毫米", "cc": "毫升", "ft": "英尺", "lb": "磅", "oz": "盎司", "mph": "英里每小时", "inch": "英寸",
    "mmHg": "毫米汞柱", "mol": "摩尔", "°C": "摄氏度", "°F": "华氏度", "°": "度", "t": "吨", "rpm": "转每分钟",
    "fps": "帧每秒", "Mbps": "兆比特每秒", "Gbps": "吉比特每秒", "元/㎡": "元每平方米", "元/m²": "元每平方米",
    "元/kg": "元每公斤", "g/cm³": "克每立方厘米", "kg/m³": "公斤每立方米", "mg/L": "毫克每升", "mmol": "毫摩尔", "μmol": "微摩尔", "umol": "微摩尔", "nmol": "纳摩尔", "dL": "分升", "μL": "微升", "IU": "国际单位", "ng": "纳克",
    "pg": "皮克", "kN": "千牛", "N": "牛", "J": "焦耳", "kJ": "千焦", "MPa": "兆帕", "hPa": "百帕", "MWh": "兆瓦时", "TWh": "太瓦时", "Wh": "瓦时",
    "mA": "毫安", "mV": "毫伏", "mW": "毫瓦", "kW·h": "千瓦时", "THz": "太赫兹", "kbps": "千比特每秒", "km³": "立方公里", "dm³": "立方分米", "μs": "微秒",
    "ns": "纳秒", "mi": "英里", "yd": "码", "psi": "磅每平方英寸", "ppm": "PPM", "bpm": "次每分钟", "lx": "勒克斯", "Ω": "欧姆", "kΩ": "千欧", "℃": "摄氏度",
    "km/s": "公里每秒", "cm/s": "厘米每秒", "m/s²": "米每二次方秒", "mm/h": "毫米每小时", "m/min": "米每分钟",
}  # fmt: skip
"""Behind a figure only."""

ENGLISH_UNITS = {
    "km/h": "kilometers per hour", "m/s": "meters per second", "mph": "miles per hour", "kWh": "kilowatt hours",
    "km²": "square kilometers", "m²": "square meters", "km": "kilometers", "cm": "centimeters", "mm": "millimeters",
    "kg": "kilograms", "mg": "milligrams", "g": "grams", "ml": "milliliters", "L": "liters", "GB": "gigabytes",
    "MB": "megabytes", "TB": "terabytes", "KB": "kilobytes", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "Hz": "hertz", "kW": "kilowatts", "MW": "megawatts", "GW": "gigawatts", "W": "watts", "V": "volts", "dB": "decibels",
    "lbs": "pounds", "lb": "pounds", "oz": "ounces", "ft": "feet", "mi": "miles", "m": "meters",
    "hrs": "hours", "min": "minutes", "ms": "milliseconds", "°C": "degrees Celsius", "°F": "degrees Fahrenheit",
    "°": "degrees", "fps": "frames per second", "bps": "basis points", "Mbps": "megabits per second", "h": "hours", "kph": "kilometers per hour", "Gbps": "gigabits per second",
    "kbps": "kilobits per second", "hr": "hours", "sec": "seconds", "secs": "seconds", "mins": "minutes", "yrs": "years", "yr": "years",
    "yd": "yards", "yds": "yards", "gal": "gallons", "sq ft": "square feet", "sq. ft.": "square feet", "sq m": "square meters",
    "ft²": "square feet", "cm²": "square centimeters", "m³": "cubic meters", "cm³": "cubic centimeters", "ha": "hectares", "kcal": "kilocalories",
    "cal": "calories", "µg": "micrograms", "μg": "micrograms", "mcg": "micrograms", "µm": "micrometers", "μm": "micrometers", "nm": "nanometers",
    "psi": "pounds per square inch", "rpm": "revolutions per minute", "bpm": "beats per minute", "ppm": "parts per million",
    "mAh": "milliamp hours", "MWh": "megawatt hours", "GWh": "gigawatt hours", "TWh": "terawatt hours", "PB": "petabytes", "cc": "cubic centimeters",
    "mL": "milliliters", "mg/dL": "milligrams per deciliter", "mg/L": "milligrams per liter", "mg/kg": "milligrams per kilogram", "kg/m³": "kilograms per cubic meter", "mpg": "miles per gallon", "kPa": "kilopascals",
    "Wh": "watt hours", "tbsp": "tablespoons", "tsp": "teaspoons", "g/cm³": "grams per cubic centimeter", "m/s²": "meters per second squared",
    "fl oz": "fluid ounces", "mmol/L": "millimoles per liter", "kN": "kilonewtons", "kt": "knots",
}  # fmt: skip
